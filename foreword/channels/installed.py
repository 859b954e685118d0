"""The adapters that come with Foreword, in the order in which they are offered."""

from foreword.channels.adapters.mail_list import MailList
from foreword.channels.outward.apprise_url import AppriseUrl
from foreword.channels.outward.display import Display
from foreword.channels.outward.folder import Folder
from foreword.channels.outward.ftp import Ftp
from foreword.channels.outward.mastodon import Mastodon
from foreword.channels.outward.registry import register_adapter
from foreword.channels.outward.wechat import WeChat
from foreword.channels.outward.wecom_robot import WeComRobot
from foreword.channels.outward.weibo import Weibo


def install() -> None:
    for kind in (WeChat, WeComRobot, Weibo, Mastodon, MailList, Folder, Ftp, Display, AppriseUrl):
        register_adapter(kind())
