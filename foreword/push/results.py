"""What came of what was given, by occasion and by medium. Counts of readers' words, never small ones, never whose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from foreword.kernel.clock import ago
from foreword.push.models import Delivery, Medium, Occasion, Outcome
from foreword.push.occasional import LIKED
from foreword.push.rehearsing import rough

DAYS: Final = 90
REACHED: Final = Q(seen_at__isnull=False) | Q(sent_at__isnull=False) | ~Q(outcome="")
COUNTS: Final = {
    "reached": Count("pk", filter=REACHED),
    "used": Count("pk", filter=LIKED),
    "refused": Count("pk", filter=Q(outcome=Outcome.DISMISSED)),
    "less": Count("pk", filter=Q(outcome__in=[Outcome.LESS, Outcome.STOPPED])),
}


@dataclass(frozen=True, slots=True)
class Row:
    """None is fewer than ten."""

    name: str
    reached: int | None
    used: int | None
    refused: int | None
    less: int | None


def by_medium(occasion: Occasion | None = None) -> list[Row]:
    """Of the last ninety days; those media that carried anything."""
    rows = _lately() if occasion is None else _lately().filter(occasion=occasion)
    counted = {row["medium"]: row for row in rows.values("medium").annotate(**COUNTS)}
    return [_row(str(medium.label), counted[medium]) for medium in Medium if medium in counted]


def by_occasion(occasions: Iterable[Occasion]) -> dict[int, Row]:
    known = {occasion.pk: occasion for occasion in occasions}
    rows = _lately().filter(occasion__in=known).values("occasion").annotate(**COUNTS)
    return {row["occasion"]: _row(known[row["occasion"]].name, row) for row in rows}


def _lately() -> QuerySet[Delivery]:
    return Delivery.objects.filter(pushed_at__gt=ago(days=DAYS))


def _row(name: str, counted: Mapping[str, Any]) -> Row:
    return Row(name, *(rough(counted[each]) for each in COUNTS))
