"""Which groups of readers ask, by whole months and never by a few people."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Turnaround
from foreword.insight.suppression import published
from foreword.kernel.clock import today
from foreword.people.models import Audience

NAMES: Final = {**{each.value: each.label for each in Audience}, "": _("Not signed in")}


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    questions: int | None
    """About so many; None where no month has enough."""
    months_left_out: int
    """In which the group asked too little, or another one's few would have been known by it."""


@dataclass(frozen=True, slots=True)
class Groups:
    since: date
    until: date
    lines: tuple[Group, ...]


def groups(since: date, until: date) -> Groups | None:
    """Of the whole months between two days that are over: a count that still grows tells of whoever came last. None
    where there is none."""
    first, last = _month_from(since), min(until + timedelta(days=1), today()).replace(day=1)
    if first >= last:
        return None
    months: dict[date, Counter[str]] = defaultdict(Counter)
    rows = Turnaround.objects.counted().filter(month__gte=first, month__lt=last)
    for month, kind, count in (
        rows.values_list("month", "question__asker__kind").order_by().annotate(n=Count("asked_on"))
    ):
        months[month][kind or ""] += count
    shown = {month: published(cells) for month, cells in months.items()}
    lines = tuple(
        Group(
            str(name),
            sum(cells.get(key, 0) for cells in shown.values()) or None,
            sum(1 for month, cells in shown.items() if months[month][key] and key not in cells),
        )
        for key, name in NAMES.items()
        if any(cells[key] for cells in months.values())
    )
    return Groups(first, last - timedelta(days=1), lines)


def _month_from(day: date) -> date:
    """The first day of a month that is not before `day`."""
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
