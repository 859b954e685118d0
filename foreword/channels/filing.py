"""Whom mail is for. Channels knows mails and threads; the room above it knows questions, and registers itself here."""

from dataclasses import dataclass
from typing import Protocol

from foreword.channels.letters.letter import Letter
from foreword.channels.models import Conversation, InboundMail, Message, OutboundMail


class SetAside(Exception):
    """The mail is kept, but belongs in no thread; the word says why, and staff see it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail as it is handed on: read, sorted, with the threads it names (none: it opens one)."""

    mail: InboundMail
    letter: Letter
    conversations: tuple[Conversation, ...]
    refused: tuple[str, ...] = ()
    """Attachments that were not kept, as "name (size)": the sender is told."""
    wanted: bool = False
    """A person asked for it to be filed: it is not set aside again."""
    forged: bool = False
    """Its address bears a token that is not ours."""


class Addressee(Protocol):
    def take(self, arrival: Arrival) -> list[Message]:
        """File it: its messages, one for each thread. Once, however often it is called. Raises SetAside."""

    def acknowledge(self, arrival: Arrival, messages: list[Message]) -> None:
        """Tell the sender of what has just been filed, where that is due."""

    def hear_return(self, mail: OutboundMail, *, failed: bool, recipient: str) -> None:
        """A mail of ours did not arrive, or is late."""


_addressees: list[Addressee] = []


def register_addressee(addressee: Addressee) -> None:
    _addressees[:] = [addressee]


def addressee() -> Addressee:
    return _addressees[0]
