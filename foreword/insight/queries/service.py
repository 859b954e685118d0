"""How the service does: how many questions, how long they take, how often one reply is enough.

Everything is counted by the database, from one narrow row a question (`desk.Turnaround`); what comes here is one row
for each different length. Counts are of questions, never of people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Tier, Turnaround
from foreword.desk.models.turnaround import TurnaroundQuerySet
from foreword.insight.arl import Transaction
from foreword.insight.lengths import Lengths
from foreword.insight.queries.breakdowns import BREAKDOWNS, Breakdown

MEASURES: Final = ("first_reply", "first_reply_open", "answer", "answer_open", "waited")
NAMES: Final[Mapping[str, Promise]] = {
    "first_reply": _("First reply"),
    "answer": _("Until the answer"),
    "waited": _("Waiting for the reader"),
}
NOTHING: Final = Lengths()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions: asked between two days, both included, in one queue or in all."""

    since: date
    until: date
    queue: str = ""

    def rows(self) -> TurnaroundQuerySet:
        rows = Turnaround.objects.counted().asked_between(self.since, self.until)
        return rows.filter(tier=self.queue) if self.queue in Tier.values else rows


@dataclass(frozen=True, slots=True)
class Line:
    """One part, or the whole."""

    key: Any
    name: str
    questions: int = 0
    answered: int = 0
    on_first: int = 0
    """Answered by the first reply, and not opened again."""
    reopened: int = 0
    lengths: Mapping[str, Lengths] = field(default_factory=dict)

    def of(self, measure: str) -> Lengths:
        return self.lengths.get(measure, NOTHING)

    @property
    def on_first_share(self) -> float | None:
        """In per cent of the answered."""
        return round(100 * self.on_first / self.answered, 1) if self.answered else None

    @property
    def reopened_share(self) -> float | None:
        return round(100 * self.reopened / self.answered, 1) if self.answered else None


@dataclass(frozen=True, slots=True)
class Service:
    whole: Line
    by: str
    lines: tuple[Line, ...]


def service(asked: Asked, by: str = "queue") -> Service:
    """Broken down `by` one of BREAKDOWNS."""
    breakdown = BREAKDOWNS[by]
    counts, lengths = _counts(asked, breakdown), {name: _lengths(asked, name, breakdown) for name in MEASURES}
    parts = breakdown.parts(counts)
    return Service(
        whole=_line((None, ""), [key for key, _name in parts], counts, lengths),
        by=by,
        lines=tuple(_line(part, [part[0]], counts, lengths) for part in parts),
    )


def transactions(asked: Asked) -> dict[Transaction, int]:
    """As ARL counts them."""
    counts = _counts(asked, BREAKDOWNS["arl"])
    return {transaction: counts[transaction.value]["questions"] for transaction in Transaction}


def measured_at() -> datetime | None:
    """Until when questions were measured."""
    latest: datetime | None = Turnaround.objects.aggregate(at=Max("measured_at"))["at"]
    return latest


def _counts(asked: Asked, breakdown: Breakdown) -> dict[Any, Counter[str]]:
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    # By a column of the index, not by the key, which is in the table alone.
    rows = (
        asked.rows()
        .values(breakdown.field)
        .order_by()
        .annotate(
            questions=Count("asked_on"),
            answered=Count("answer"),
            on_first_=Count("asked_on", filter=Q(on_first=True)),
            reopened_=Count("asked_on", filter=Q(reopened__gt=0)),
        )
    )
    for row in rows:
        part = breakdown.fold(row.pop(breakdown.field))
        found[part].update({name.rstrip("_"): count for name, count in row.items()})
    return found


def _lengths(asked: Asked, measure: str, breakdown: Breakdown) -> dict[Any, Counter[int]]:
    """How often each length occurred, part by part. Who did not have to wait is not counted as having waited."""
    found: dict[Any, Counter[int]] = defaultdict(Counter)
    there = {f"{measure}__gt": 0} if measure == "waited" else {f"{measure}__isnull": False}
    rows = (
        asked.rows().filter(**there).values_list(breakdown.field, measure).order_by().annotate(times=Count("asked_on"))
    )
    for value, length, times in rows:
        found[breakdown.fold(value)][length] += times
    return found


def _line(
    part: tuple[Any, str],
    keys: Iterable[Any],
    counts: Mapping[Any, Counter[str]],
    lengths: Mapping[str, Mapping[Any, Counter[int]]],
) -> Line:
    total: Counter[str] = sum((counts[key] for key in keys if key in counts), Counter())
    taken = {
        name: Lengths.of(sum((found[key] for key in keys if key in found), Counter[int]()).items())
        for name, found in lengths.items()
    }
    return Line(
        *part,
        questions=total["questions"],
        answered=total["answered"],
        on_first=total["on_first"],
        reopened=total["reopened"],
        lengths=taken,
    )
