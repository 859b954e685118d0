"""A WeChat official account: an article is drafted, handed in, examined, and then stands on the account's page.

Only verified accounts may publish so (48001). Publishing notifies nobody; sending to all followers does, counts against
the account's days, and has to be chosen. What is out cannot be edited from here; it can be deleted.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _

from foreword.channels.outward.interface import (
    Access,
    Act,
    Adapter,
    Caps,
    Done,
    Outgoing,
    Permanent,
    PictureFile,
    Result,
    Setback,
    Setting,
    Taken,
    Trouble,
    Words,
)
from foreword.channels.outward.web import nothing_public_yet
from foreword.channels.outward.wechat_line import Line

PICTURE_MOST: Final = 1_000_000
PICTURES: Final = ("image/jpeg", "image/png")
LOOK_AGAIN: Final = timedelta(seconds=20)
MASS: Final = "mass:"
NEVER_WAS: Final = 53600
"""The article is not known, or no longer."""
SENT_BEFORE: Final = 45065


class WeChat(Adapter):
    kind = "wechat"
    name = _("WeChat official account")
    caps = Caps(
        takes="wechat",
        most=20_000,
        unit=_("signs"),
        deletes=True,
        repeatable=frozenset({Act.WITHDRAW}),
        pictures=20,
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("server", _("Server"), default="https://api.weixin.qq.com", shape="address"),
        Setting("appid", _("AppID"), _("This server’s address has to be on the account’s list of allowed ones.")),
        Setting("secret", _("AppSecret"), secret=True),
        Setting("cover", _("Cover"), _("media_id of a picture for products that have none"), required=False),
        Setting(
            "mode",
            _("How"),
            default="publish",
            choices=(
                ("publish", _("On the account’s page; nobody is notified")),
                ("mass", _("To all followers; counts against the account’s days")),
            ),
        ),
    )
    by_hand: ClassVar[Mapping[Act, Words]] = {
        Act.CORRECT: _(
            "An article that is out can only be changed on the account’s own page (a few signs, once). "
            "Change it there; or withdraw it here, and send it anew."
        ),
        Act.WITHDRAW: _("Delete the article on the account’s own page."),
    }

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        line = Line(access)
        with nothing_public_yet():
            draft = _drafted(line, access, outgoing)
        if access.config["mode"] == "mass":
            return _sent_to_all(line, draft, outgoing.key)
        return Taken(str(line.ask("freepublish/submit", {"media_id": draft})["publish_id"]), LOOK_AGAIN)

    def follow(self, access: Access, ticket: str) -> Result:
        line = Line(access)
        if ticket.startswith(MASS):
            return _mass_state(line, ticket)
        return _state(line.ask("freepublish/get", {"publish_id": ticket}), ticket)

    def withdraw(self, access: Access, remote_id: str) -> Result:
        line = Line(access)
        if remote_id.startswith(MASS):
            line.ask("message/mass/delete", {"msg_id": int(remote_id.removeprefix(MASS)), "article_idx": 0})
        else:
            line.ask("freepublish/delete", {"article_id": remote_id, "index": 0}, well=(0, NEVER_WAS))
        return Done()

    def check(self, access: Access) -> Result:
        count = Line(access).ask("draft/count", method="GET").get("total_count", "")
        return Done(said=f"{access.config['appid']} · {count}")


def _drafted(line: Line, access: Access, outgoing: Outgoing) -> str:
    """Pictures first: those that are not WeChat's own would be taken out of the article."""
    html = outgoing.html
    fit = [each for each in outgoing.pictures if each.mime in PICTURES and len(each.content) < PICTURE_MOST]
    for picture in fit:
        html = html.replace(picture.address, str(line.send("media/uploadimg", _file(picture))["url"]))
    cover = access.config.get("cover", "")
    if fit:
        cover = str(line.send("material/add_material", _file(fit[0]), type="image")["media_id"])
    if not cover:
        raise Setback(Permanent(Trouble.PICTURE))
    article = {
        "title": outgoing.title,
        "digest": outgoing.text,
        "content": html,
        "content_source_url": outgoing.url,
        "thumb_media_id": cover,
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
    }
    return str(line.ask("draft/add", {"articles": [article]})["media_id"])


def _file(picture: PictureFile) -> tuple[str, bytes, str]:
    return f"picture.{'png' if picture.mime == 'image/png' else 'jpg'}", picture.content, picture.mime


def _state(told: Mapping[str, Any], ticket: str) -> Result:
    """0 out, 1 running, 2 not original, 3 failed, 4 not let through, 5 deleted, 6 banned."""
    state = int(told["publish_status"])
    if state == 1:
        return Taken(ticket, LOOK_AGAIN)
    if state == 0:
        items = told.get("article_detail", {}).get("item") or [{}]
        return Done(remote_id=str(told["article_id"]), address=str(items[0].get("article_url", "")))
    troubles = {2: Trouble.AUDIT, 4: Trouble.AUDIT, 5: Trouble.GONE, 6: Trouble.AUDIT}
    return Permanent(troubles.get(state, Trouble.REFUSED), f"publish_status {state}")


def _sent_to_all(line: Line, draft: str, key: str) -> Result:
    """WeChat knows the same sending by its clientmsgid, and says so where it was sent before."""
    mass = {
        "filter": {"is_to_all": True},
        "mpnews": {"media_id": draft},
        "msgtype": "mpnews",
        "send_ignore_reprint": 0,
        "clientmsgid": hashlib.sha256(key.encode()).hexdigest(),
    }
    told = line.ask("message/mass/sendall", mass, well=(0, SENT_BEFORE))
    return Taken(f"{MASS}{told['msg_id']}", LOOK_AGAIN)


def _mass_state(line: Line, ticket: str) -> Result:
    state = line.ask("message/mass/get", {"msg_id": ticket.removeprefix(MASS)}).get("msg_status")
    if state == "SEND_SUCCESS":
        return Done(remote_id=ticket)
    if state == "SENDING":
        return Taken(ticket, LOOK_AGAIN)
    return Permanent(Trouble.REFUSED, str(state))
