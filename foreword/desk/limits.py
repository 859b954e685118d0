"""How often one sender may ask. Counted in the database, so that it holds over all processes and restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from django.db.models import F
from django.http import HttpRequest

from foreword.desk.links import keyed_hash
from foreword.desk.models import AskTally
from foreword.desk.refusals import FileRefused, TooManyQuestions
from foreword.desk.story import story
from foreword.kernel.clock import now, today
from foreword.people.models import Person

SPAN: Final = timedelta(minutes=10)
PERSON_LIMIT: Final = 20
MAIL_LIMIT: Final = 20
ADDRESS_LIMIT: Final = 60
"""A whole reading room may share one address."""
FILES_LIMIT: Final = 200
"""Megabytes that one person may bring with new questions."""
GUESTS_FILES_LIMIT: Final = 600
"""And all guests of one address."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request came from. Never stored: only a keyed hash of it, for a day."""

    address: str = ""
    browser: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        return cls(request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")[:200])


def count_question(person: Person | None, caller: Caller) -> None:
    """Count one more question of this sender. Raises TooManyQuestions, and then nothing is counted."""
    _count(*((person.pid, PERSON_LIMIT) if person else (_network(caller.address), ADDRESS_LIMIT)))


@story
def count_files(person: Person | None, caller: Caller, size: int) -> None:
    """Count `size` bytes that are stored anew for this sender. Raises FileRefused, and then nothing is counted."""
    who, limit = (person.pid, FILES_LIMIT) if person else (_network(caller.address), GUESTS_FILES_LIMIT)
    try:
        _count(f"files:{who}", limit, -(-size // 1_000_000))
    except TooManyQuestions:
        raise FileRefused("enough", "") from None


def count_mail(sender: str) -> None:
    """Count one more mail from this address. Raises TooManyQuestions: a program that answers programs, most likely."""
    _count(f"mail:{sender.lower()}", MAIL_LIMIT)


def _count(who: str, limit: int, more: int = 1) -> None:
    span = _span(now())
    tally, _fresh = AskTally.objects.get_or_create(
        sender=keyed_hash("desk.tally", who, today().isoformat()).hex(), span=span
    )
    if not AskTally.objects.filter(pk=tally.pk, count__lte=limit - more).update(count=F("count") + more):
        raise TooManyQuestions(max(1, int((span + SPAN - now()).total_seconds())))


def _span(at: datetime) -> datetime:
    return datetime.fromtimestamp(at.timestamp() // SPAN.total_seconds() * SPAN.total_seconds(), tz=at.tzinfo)


def _network(address: str) -> str:
    """One household of IPv6 addresses is one sender: its /64."""
    return ":".join(address.split(":")[:4]) if address.count(":") > 2 else address
