"""The head of service says how soon a chat is taken, and which sites may show the library's window."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext

from foreword.channels.models import ChatService
from foreword.desk.refusals import NotForTheDesk, Refusal
from foreword.desk.story import story
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person

MOST_SITES: Final = 30
THIS_MACHINE: Final = ("localhost", "127.0.0.1")


class BadSite(Refusal):
    """An address that no browser would call an origin (RFC 6454)."""

    code = "bad-site"

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def message(self) -> str:
        return gettext("“%(text)s” is no site. Write it like https://www.example.edu.") % {"text": self.text[:60]}


@story
def set_chat_service(*, by: Person, promise_minutes: int, sites: Iterable[str]) -> None:
    """Raises BadSite, NotForTheDesk."""
    if not by.is_head:
        raise NotForTheDesk
    origins = list(dict.fromkeys(origin_of(site) for site in sites if site.strip()))[:MOST_SITES]
    said = {"promise_minutes": promise_minutes, "origins": origins}
    ChatService.objects.update_or_create(single=True, defaults=said)
    AuditEntry.write(actor=by.pid, action="chat.changed", target="channels.chatservice", subject="")


def origin_of(site: str) -> str:
    """Scheme, host and port of an address, as a browser says them. Unencrypted only on one's own machine."""
    try:
        parts = urlsplit(site.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadSite(site) from None
    plain = parts.scheme == "http" and host in THIS_MACHINE
    if not (plain or parts.scheme == "https") or not _is_host(host) or parts.username is not None:
        raise BadSite(site)
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def _is_host(host: str) -> bool:
    """It stands in a header: nothing but the letters of a name, its punycode where it has others."""
    return bool(host) and all(sign.isascii() and (sign.isalnum() or sign in "-.") for sign in host)
