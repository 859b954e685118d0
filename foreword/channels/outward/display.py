"""Whatever takes a line over HTTP at one address: light displays, campus boards. What is sent last is what it shows."""

from collections.abc import Mapping
from typing import ClassVar, Final
from urllib.parse import quote

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
    Setting,
    Trouble,
)
from foreword.channels.outward.web import Answer, call

HOLDERS: Final = ("{text}", "{title}", "{url}", "{id}")


class Display(Adapter):
    kind = "display"
    name = _("Display over HTTP")
    caps = Caps(takes="led", most=0, unit="", edits=True, deletes=True, repeatable=frozenset(Act), one_line=True)
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "server",
            _("Address"),
            _("With {text}, and {title}, {url}, {id} where it wants them. Withdrawn: called with an empty text."),
            shape="address",
        ),
        Setting(
            "method",
            _("How"),
            default="GET",
            choices=(
                ("GET", "GET"),
                ("POST", _("POST, the text as its body")),
                ("PUT", _("PUT, the text as its body")),
            ),
        ),
        Setting("authorization", _("Authorization"), _("A header, where it wants one"), secret=True, required=False),
    )

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        key = outgoing.key.split("-")[0]
        said = {"{text}": outgoing.text, "{title}": outgoing.title, "{url}": outgoing.url, "{id}": key}
        return _verdict(_call(access, said), key)

    def correct(self, access: Access, remote_id: str, outgoing: Outgoing) -> Result:
        del remote_id
        return self.publish(access, outgoing)

    def withdraw(self, access: Access, remote_id: str) -> Result:
        return _verdict(_call(access, {"{text}": "", "{title}": "", "{url}": "", "{id}": remote_id}), remote_id)

    def check(self, access: Access) -> Result:
        """Only whether something answers there: whatever is called, it would show."""
        host = "/".join(access.config["server"].split("/", 3)[:3])
        return Done(said=str(call("GET", host).status))


def _call(access: Access, said: Mapping[str, str]) -> Answer:
    address = access.config["server"]
    for holder in HOLDERS:
        address = address.replace(holder, quote(said[holder], safe=""))
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if key := access.secrets.get("authorization"):
        headers["Authorization"] = key
    content = None if access.config["method"] == "GET" else said["{text}"].encode()
    return call(access.config["method"], address, headers=headers, content=content)


def _verdict(answer: Answer, key: str) -> Result:
    if answer.status < 300:
        return Done(remote_id=key)
    return Permanent(Trouble.KEY if answer.status in {401, 403} else Trouble.REFUSED, answer.words())
