"""What came of what was given, by occasion and by medium. Counts of readers' words, never small ones, never whose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from foreword.kernel.clock import ago
from foreword.push.holdout import is_drawn
from foreword.push.models import Delivery, Medium, Occasion, Outcome, Reach
from foreword.push.occasional import LIKED
from foreword.push.rehearsing import K, rough

DAYS: Final = 90
MONTH: Final = 30
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


@dataclass(frozen=True, slots=True)
class Compared:
    """One of two groups: of a hundred, `used` used an answer, in fives. None is fewer than ten readers."""

    name: str
    readers: int | None
    used: int | None


def explored_and_chosen() -> list[Row]:
    """What chance gave its turn beside what was chosen: whether the ranking leaves out what readers would use."""
    by_chance = Q(propensity__lt=1)
    groups = {_("chosen"): ~by_chance, _("by chance"): by_chance}
    return [_row(name, _lately().filter(group).aggregate(**COUNTS)) for name, group in groups.items()]


def compared() -> list[Compared]:
    """Of all who chose a medium: who used an answer within a month, on whichever medium or on the page."""
    groups: dict[bool, set[int]] = {False: set(), True: set()}
    for reach in Reach.objects.chosen().select_related("person"):
        groups[is_drawn(reach.person) and not reach.left_trial].add(reach.person_id)
    users = set(Delivery.objects.filter(LIKED, pushed_at__gt=ago(days=MONTH)).values_list("person", flat=True))
    names = {False: _("sent to"), True: _("held out")}
    return [_share(names[held], readers, readers & users) for held, readers in groups.items()]


def _share(name: str, readers: set[int], users: set[int]) -> Compared:
    enough = len(readers) >= K
    return Compared(name, rough(len(readers)), 5 * round(20 * len(users) / len(readers)) if enough else None)


def _lately() -> QuerySet[Delivery]:
    return Delivery.objects.filter(pushed_at__gt=ago(days=DAYS))


def _row(name: str, counted: Mapping[str, Any]) -> Row:
    return Row(name, *(rough(counted[each]) for each in COUNTS))
