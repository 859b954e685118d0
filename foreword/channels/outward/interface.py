"""The interface of every outward adapter: what it can do, what it is given, what it says happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, Final, Literal

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Act(TextChoices):
    PUBLISH = "publish", _("Send out")
    CORRECT = "correct", _("Correct")
    WITHDRAW = "withdraw", _("Withdraw")


class Trouble(TextChoices):
    """What went wrong, in words for an editor. What the vendor itself said is kept beside it."""

    UNREACHABLE = "unreachable", _("It could not be reached.")
    BUSY = "busy", _("It is busy and asks for patience.")
    QUOTA = "quota", _("Its limit is used up for now.")
    SILENT = "silent", _("The line broke after the text was handed over: it may be there, or not.")
    DIED = "died", _("Our server stopped while it handed the text over: it may be there, or not.")
    KEY = "key", _("It no longer accepts our key. An administrator can enter a new one.")
    NOT_ALLOWED = "not_allowed", _("This account is not allowed to do that there.")
    TOO_LONG = "too_long", _("The text is longer than it takes.")
    REFUSED = "refused", _("It refused the text.")
    PICTURE = "picture", _("It wants a picture that it can use as a cover.")
    GONE = "gone", _("It is no longer there.")
    SET_UP = "set_up", _("The account is not set up completely.")
    AUDIT = "audit", _("Its own examination did not let the text through.")
    NOT_PUBLIC = "not_public", _("The product was not public when its time came.")
    UNREADY = "unready", _("We could not make the text ready for it.")
    OFF = "off", _("The account is switched off.")
    MISSING = "missing", _("It needs a library that is not installed here.")
    NO_HAND = "no_hand", _("It offers no way to do this from here.")


def words_of(trouble: str) -> Words:
    """For an editor. Stored is only the name, so that new words need no change of a table."""
    return Trouble(trouble).label if trouble in Trouble.values else trouble


@dataclass(frozen=True, slots=True)
class Done:
    """`said` is what the vendor tells of itself when it is only tried."""

    remote_id: str = ""
    address: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The vendor has it and is not done with it: ask again with the `ticket`, not before `after`."""

    ticket: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Retry:
    """Surely nothing happened. `after`: the vendor's own word for when to come back."""

    trouble: Trouble
    said: str = ""
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Permanent:
    """The same again would be refused again."""

    trouble: Trouble
    said: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have happened, or not."""

    trouble: Trouble = Trouble.SILENT
    said: str = ""


Result = Done | Taken | Retry | Permanent | Unknown


class Setback(Exception):
    """Inside an adapter: the story ends here, with this result."""

    def __init__(self, result: Result) -> None:
        super().__init__(type(result).__name__)
        self.result = result


@dataclass(frozen=True, slots=True)
class Caps:
    """What a medium can do.

    `takes` names the rendition that it is given. `most` is its limit in its own `unit`. `repeatable` are the acts that
    may be done twice and leave the same; `dedupes_for` is how long the vendor knows the same publishing by its key.
    `pictures` is how many it takes.
    """

    takes: str
    most: int
    unit: Words
    edits: bool = False
    deletes: bool = False
    repeatable: frozenset[Act] = frozenset()
    dedupes_for: timedelta = timedelta(0)
    pictures: int = 0
    one_line: bool = False
    """What is sent last is all that it shows."""
    a_minute: int = 0
    """0: the vendor names no such limit."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of the form in which an administrator sets up an account. A secret is sealed and never shown again."""

    name: str
    label: Words
    help: Words = ""
    secret: bool = False
    required: bool = True
    default: str = ""
    shape: Literal["text", "address", "mail"] = "text"
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """An account as an adapter sees it."""

    pid: str
    config: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)

    def server(self) -> str:
        """The one address that this account may speak to: as the administrator wrote it."""
        return self.config["server"].rstrip("/")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """`address` is where the HTML of the text shows it."""

    address: str
    alt: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a medium is to say. `key` is the same for the same publishing, however often it is tried."""

    key: str
    lang: str
    title: str
    text: str
    html: str
    url: str
    pictures: tuple[PictureFile, ...] = ()


CANNOT: Final = Permanent(Trouble.NO_HAND)


class Adapter:
    """One kind of medium. Its methods return a `Result`; they raise nothing but `Setback`."""

    kind: ClassVar[str]
    name: ClassVar[Words]
    caps: ClassVar[Caps]
    settings: ClassVar[tuple[Setting, ...]]
    by_hand: ClassVar[Mapping[Act, Words]] = {}
    """For each act that it cannot do: what a person can do instead."""

    def takes(self, access: Access) -> str:
        """The rendition that this account is given."""
        del access
        return self.caps.takes

    def can(self, act: Act) -> bool:
        return {Act.PUBLISH: True, Act.CORRECT: self.caps.edits, Act.WITHDRAW: self.caps.deletes}[act]

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        raise NotImplementedError

    def follow(self, access: Access, ticket: str) -> Result:
        """What has become of what was `Taken`."""
        del access, ticket
        return CANNOT

    def correct(self, access: Access, remote_id: str, outgoing: Outgoing) -> Result:
        del access, remote_id, outgoing
        return CANNOT

    def withdraw(self, access: Access, remote_id: str) -> Result:
        del access, remote_id
        return CANNOT

    def check(self, access: Access) -> Result:
        """Whether the account works. Nothing is published."""
        raise NotImplementedError

    def remote_id_in(self, address: str) -> str:
        """The vendor's own name of what stands at an address that a person gives."""
        del address
        return ""
