"""What came of what was given, by occasion and by medium. Counts of readers, never of few, never whose.

A reader to whom something was given twelve times is one. Every row stands, whatever its count: a row that came with its
first reader would tell of that reader.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from foreword.kernel.clock import ago
from foreword.push.counting import K
from foreword.push.holdout import is_drawn
from foreword.push.models import Delivery, Medium, Occasion, Outcome, Reach
from foreword.push.occasional import LIKED
from foreword.push.rehearsing import rough

DAYS: Final = 90
MONTH: Final = 30
REACHED: Final = Q(seen_at__isnull=False) | Q(sent_at__isnull=False) | ~Q(outcome="")
COUNTS: Final = {
    "reached": Count("person", distinct=True, filter=REACHED),
    "used": Count("person", distinct=True, filter=LIKED),
    "refused": Count("person", distinct=True, filter=Q(outcome=Outcome.DISMISSED)),
    "less": Count("person", distinct=True, filter=Q(outcome__in=[Outcome.LESS, Outcome.STOPPED])),
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
    """Of the last ninety days; every medium, whether it carried anything or not."""
    rows = _lately() if occasion is None else _lately().filter(occasion=occasion)
    counted = {row["medium"]: row for row in rows.values("medium").annotate(**COUNTS)}
    return [_row(str(medium.label), counted.get(medium, {})) for medium in Medium]


def by_occasion(occasions: Iterable[Occasion]) -> dict[int, Row]:
    known = {occasion.pk: occasion for occasion in occasions}
    rows = _lately().filter(occasion__in=known).values("occasion").annotate(**COUNTS)
    counted = {row["occasion"]: row for row in rows}
    return {pk: _row(occasion.name, counted.get(pk, {})) for pk, occasion in known.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """One of two groups: of a hundred, `used` used an answer, in fives.

    None where fewer than ten are in it, or where fewer than ten used one, or all but a few did.
    """

    name: str
    readers: int | None
    used: int | None


def explored_and_chosen() -> list[Row]:
    """What chance gave its turn beside what was chosen: whether the ranking leaves out what readers would use."""
    by_chance = Q(propensity__lt=1)
    groups = {_("chosen"): ~by_chance, _("by chance"): by_chance}
    return [_row(name, _lately().filter(group).aggregate(**COUNTS)) for name, group in groups.items()]


def compared() -> list[Compared]:
    """Of all who ever chose how to be reached: who used an answer within a month, on whichever medium or on the page.

    Each stays in the group that chance put them in (intention to treat): whoever left the trial is still one of those
    held out, and whoever said stop one of those sent to. Only who is sent something has cause to say stop.
    """
    groups: dict[bool, set[int]] = {False: set(), True: set()}
    for reach in Reach.objects.select_related("person"):
        groups[is_drawn(reach.person)].add(reach.person_id)
    users = set(Delivery.objects.filter(LIKED, pushed_at__gt=ago(days=MONTH)).values_list("person", flat=True))
    names = {False: _("sent to"), True: _("held out")}
    return [_share(names[drawn], len(readers), len(readers & users)) for drawn, readers in groups.items()]


def _share(name: str, readers: int, users: int) -> Compared:
    told = users >= K and readers - users >= K
    return Compared(name, rough(readers), 5 * round(20 * users / readers) if told else None)


def _lately() -> QuerySet[Delivery]:
    return Delivery.objects.filter(pushed_at__gt=ago(days=DAYS))


def _row(name: str, counted: Mapping[str, Any]) -> Row:
    return Row(name, *(rough(counted.get(each, 0)) for each in COUNTS))
