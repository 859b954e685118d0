"""What a mail says, once it has been read."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    LETTER = "letter"
    """Written by a person, as far as a machine can tell."""
    AUTOMATIC = "automatic"
    """Sent by a program: away notes, list mail, notices. Never answered by ours."""
    REPORT = "report"
    """A report on a mail of ours: it came back, or is late."""
    OWN = "own"
    """Came from here: a loop."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Part:
    """Something attached. `name` is for people; nothing is ever stored under it."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery report says of one mail of ours (RFC 3464, or in a server's own words)."""

    about: tuple[str, ...]
    """Message-IDs it names; the mail of ours is among them."""
    recipient: str
    failed: bool
    """False while the server still tries."""
    status: str
    """The enhanced status code, such as 5.1.1, or ""."""
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    sort: Sort
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    """In-Reply-To and References, the nearest last."""
    text: str = ""
    """What the sender wrote."""
    whole: str = ""
    """The same with what they quoted."""
    attachments: tuple[Part, ...] = ()
    report: Report | None = None
