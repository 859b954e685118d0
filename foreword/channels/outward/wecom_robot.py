"""A robot of a WeCom group: says a few words into it, 20 times a minute at most, and takes nothing back."""

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
    Result,
    Retry,
    Setting,
    Trouble,
    Words,
)
from foreword.channels.outward.web import call

MOST: Final = {"text": 2048, "markdown": 4096}
"""In bytes of UTF-8."""
TOO_OFTEN: Final = 45009
NO_SUCH_ROBOT: Final = 93000


class WeComRobot(Adapter):
    kind = "wecom_robot"
    name = _("WeCom group")
    caps = Caps(takes="card", most=MOST["text"], unit=_("bytes"), a_minute=20)
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("server", _("Server"), default="https://qyapi.weixin.qq.com", shape="address"),
        Setting("key", _("Key"), _("What stands after “key=” in the robot’s webhook address"), secret=True),
        Setting(
            "form",
            _("As"),
            default="text",
            choices=(("text", _("Plain text")), ("markdown", _("Markdown, with a link"))),
        ),
    )
    by_hand: ClassVar[Mapping[Act, Words]] = {
        Act.CORRECT: _("A robot cannot change what it said. Say in the group what is right now."),
        Act.WITHDRAW: _("A robot cannot take back what it said. Its owner can, in the group."),
    }

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        form = access.config["form"]
        content = outgoing.text if form == "text" else _marked(outgoing)
        length = len(content.encode())
        if length > MOST[form]:
            return Permanent(Trouble.TOO_LONG, f"{length} / {MOST[form]}")
        told = _ask(access, {"msgtype": form, form: {"content": content}})
        return _verdict(told)

    def check(self, access: Access) -> Result:
        """An empty message is refused for being empty, where the key is good."""
        code = int(_ask(access, {"msgtype": "text", "text": {"content": ""}}).get("errcode", 0))
        return Permanent(Trouble.KEY, str(code)) if code == NO_SUCH_ROBOT else Done()


def _ask(access: Access, said: Mapping[str, Any]) -> dict[str, Any]:
    address = f"{access.server()}/cgi-bin/webhook/send"
    return call("POST", address, params={"key": access.secrets.get("key", "")}, json=said).json()


def _verdict(told: Mapping[str, Any]) -> Result:
    code, said = int(told.get("errcode", 0)), f"{told.get('errcode')} {told.get('errmsg', '')}"
    if code == 0:
        return Done()
    if code in {-1, TOO_OFTEN}:
        return Retry(Trouble.QUOTA if code == TOO_OFTEN else Trouble.BUSY, said, timedelta(minutes=1))
    return Permanent(Trouble.KEY if code == NO_SUCH_ROBOT else Trouble.REFUSED, said)


def _marked(outgoing: Outgoing) -> str:
    """The card's lines: title, summary, address."""
    title, *rest = outgoing.text.splitlines()
    said = "\n".join(line for line in rest if line != outgoing.url)
    return f"**{title}**\n{said}\n[{outgoing.url}]({outgoing.url})"
