"""The adapters that come with Foreword."""

from foreword.channels.outward.folder import Folder
from foreword.channels.outward.mastodon import Mastodon
from foreword.channels.outward.registry import register_adapter


def install() -> None:
    for adapter in (Mastodon(), Folder()):
        register_adapter(adapter)
