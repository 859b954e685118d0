"""Any other service that the library "apprise" knows (DingTalk, Feishu, Telegram, Slack, Matrix, ntfy, ...).

It is not installed with Foreword. It tells neither an id nor the class of an error, so that what it could not send is
"nobody knows", and nothing can be corrected or withdrawn through it.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

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
    Setback,
    Setting,
    Trouble,
    Unknown,
    Words,
)


class AppriseUrl(Adapter):
    kind = "apprise"
    name = _("Another service (Apprise)")
    caps = Caps(takes="card", most=0, unit="")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "address",
            _("Apprise address"),
            _("Such as ntfy://topic or slack://…: it holds the key, so it is sealed. Needs “pip install apprise”."),
            secret=True,
        ),
    )
    by_hand: ClassVar[Mapping[Act, Words]] = {
        Act.CORRECT: _("Change it at that service, or say there what is right now."),
        Act.WITHDRAW: _("Delete it at that service."),
    }

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        title, _line, body = outgoing.text.partition("\n")
        return Done() if _line_to(access).notify(title=title, body=body) else Unknown()

    def check(self, access: Access) -> Result:
        """Whether the address can be read. Whether it works, only something that is sent can tell."""
        return Done(said=", ".join(str(each.service_name) for each in _line_to(access)))


def _line_to(access: Access) -> Any:
    if find_spec("apprise") is None:
        raise Setback(Permanent(Trouble.MISSING, "pip install apprise"))
    line = import_module("apprise").Apprise()
    if not line.add(access.secrets.get("address", "")):
        raise Setback(Permanent(Trouble.SET_UP))
    return line
