"""Tickets: what a page holds to follow one channel, signed, so that the live app need not know sessions.

A page's view decides who may read and gives the ticket; the live app checks only the seal, the channel and the hour.
"""

from dataclasses import dataclass
from typing import Final

from django.core import signing

from foreword.kernel.clock import now

SALT: Final = "foreword.kernel.realtime.ticket"
DAY: Final = 24 * 60 * 60


class BadTicket(ValueError):
    """The ticket was not made here, was changed, or is past its hour."""


@dataclass(frozen=True)
class Ticket:
    channel: str
    holder: str
    may_send: bool


def issue_ticket(channel: str, *, holder: str = "", may_send: bool = False, seconds: int = DAY) -> str:
    """A ticket for one channel. `holder` is a person's pid, or empty for whoever has the secret link."""
    expires = int(now().timestamp()) + seconds
    return signing.dumps([channel, holder, int(may_send), expires], salt=SALT)


def read_ticket(text: str) -> Ticket:
    try:
        channel, holder, may_send, expires = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadTicket("This ticket is not valid.") from error
    if expires < now().timestamp():
        raise BadTicket("This ticket has expired.")
    return Ticket(channel, holder, bool(may_send))
