"""Many signals at once: what importers and other systems hand in, by the same rules as one reader's one click.

A batch is checked before its transaction, and stored in one short one that first reads which consents stand. Twenty
thousand a second have to pass here, so rows go to the database as rows; `foreword bench signals` measures it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import Count

from foreword.kernel import writer
from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.people.models.consent import PURPOSE_VERSION
from foreword.portraits.crowds import MOST_AN_HOUR, Attendance
from foreword.portraits.models import DIMENSION_OF, RETENTION, Signal, SignalKind
from foreword.portraits.sensitive import is_sensitive, is_sensitive_class
from foreword.portraits.standing import locked
from foreword.portraits.vocabulary import NEEDS, known

AHEAD: Final = timedelta(minutes=2)
"""How far a clock may be ahead before what it says is of the future."""
PLACE_WAITING: Final = "foreword.portraits.tasks.place_waiting"
GATHER_SECONDS: Final = 1.0

COLUMNS: Final = (
    "pid",
    "person_id",
    "kind",
    "dimension",
    "purpose_version",
    "consented_at",
    "topic",
    "clc",
    "item",
    "title",
    "text",
    "hits",
    "value",
    "about",
    "until",
    "dedupe",
    "at",
    "received_at",
)


@dataclass(frozen=True, slots=True)
class Given:
    """One signal as it comes in. `dedupe` is the sender's own key: the same one twice is one signal."""

    person: int
    kind: SignalKind
    item: str = ""
    topic: str = ""
    text: str = ""
    title: str = ""
    clc: str = ""
    value: float | None = None
    about: Mapping[str, Any] | None = None
    until: datetime | None = None
    dedupe: str | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Taken:
    """What became of a batch. `refused` says why: consent, sensitive, future, too_old, crowd."""

    stored: int = 0
    repeated: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Taken") -> None:
        self.stored += other.stored
        self.repeated += other.repeated
        self.refused.update(other.refused)


def take_in(given: Sequence[Given]) -> Taken:
    """Store a batch; what each reader did not agree to is not written, not even for a moment."""
    moment = now()
    taken = Taken()
    fit = [each for each in given if _fits(each, moment, taken)]
    return writer.write(lambda: _store(fit, moment, taken)) if fit else taken


def _fits(each: Given, moment: datetime, taken: Taken) -> bool:
    if each.at is not None and is_ahead(each.at, moment):
        taken.refused["future"] += 1
        return False
    if each.at is not None and each.at < moment - RETENTION:
        taken.refused["too_old"] += 1
        return False
    borrowed = each.kind == SignalKind.BORROWED and is_sensitive_class(each.clc)
    if borrowed or _private(each.text, each.title, each.topic):
        taken.refused["sensitive"] += 1
        return False
    return True


@lru_cache(maxsize=20_000)
def _private(text: str, title: str, topic: str) -> bool:
    return is_sensitive(text, title, topic=topic)


def _store(fit: Sequence[Given], moment: datetime, taken: Taken) -> Taken:
    readers = {each.person for each in fit}
    agreed = locked(readers, {DIMENSION_OF[each.kind] for each in fit} | set(NEEDS.values()))
    stamp = connection.ops.adapt_datetimefield_value(moment)
    present = _present(readers, Counter(each.person for each in fit))
    rows = []
    for each in fit:
        dimension = DIMENSION_OF[each.kind]
        consents = agreed[each.person]
        if dimension not in consents:
            taken.refused["consent"] += 1
        elif _is_crowd(each, moment, present):
            taken.refused["crowd"] += 1
        else:
            rows.append(_row(each, str(dimension), consents, stamp))
    stored = _insert(rows)
    taken.stored += stored
    taken.repeated += len(rows) - stored
    if stored:
        add_gathering_job(PLACE_WAITING, args=[], seconds=GATHER_SECONDS)
    return taken


def _present(readers: Iterable[int], coming: Mapping[int, int]) -> dict[int, Attendance]:
    """When the signals were made of those who have, or will have, enough of them to fill an hour."""
    held = dict(Signal.objects.filter(person__in=readers).values_list("person").annotate(Count("pk")).order_by())
    many = [person for person, more in coming.items() if held.get(person, 0) + more >= MOST_AN_HOUR]
    present = {person: Attendance() for person in many}
    for person, at in Signal.objects.filter(person__in=many).values_list("person", "at"):
        present[person].add(at)
    return present


def _is_crowd(each: Given, moment: datetime, present: Mapping[int, Attendance]) -> bool:
    """Whether its hour or its day is full; if not, it is one more there."""
    attendance, at = present.get(each.person), each.at or moment
    if attendance is None:
        return False
    full = attendance.is_full(at)
    if not full:
        attendance.add(at)
    return full


def _row(each: Given, dimension: str, consents: Mapping[str, str], moment: Any) -> tuple[Any, ...]:
    """`moment` is now, as the database takes it."""
    stamp = connection.ops.adapt_datetimefield_value
    return (
        new_public_id(),
        each.person,
        each.kind.value,
        dimension,
        PURPOSE_VERSION,
        consents[dimension],
        each.topic[:40],
        each.clc[:12],
        each.item[:60],
        plain(each.title),
        plain(each.text),
        None,
        each.value,
        json.dumps(known(each.about, consents)) if each.about else "{}",
        stamp(each.until) if each.until else None,
        each.dedupe[:80] if each.dedupe else None,
        moment if each.at is None else stamp(each.at),
        moment,
    )


def plain(text: str) -> str:
    """One line of at most 200 characters, without what a database cannot hold."""
    return " ".join(text.replace("\x00", " ").split())[:200]


def is_ahead(at: datetime, moment: datetime) -> bool:
    """Whether a clock is wrong, and not only a little fast."""
    return at - moment > AHEAD


def _insert(rows: Sequence[tuple[Any, ...]]) -> int:
    """How many were new; one with a key that its reader's signals have already is left out by the database."""
    if not rows:
        return 0
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    places = ", ".join(["%s"] * len(COLUMNS))
    table = connection.ops.quote_name(Signal._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING", rows)  # noqa: S608
        return int(cursor.rowcount)
