"""By what the service's figures are broken down, and in which order its parts stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Medium
from foreword.desk.models import Kind, Read, Tier
from foreword.insight.arl import OF_KIND, Transaction

Parts = list[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Breakdown:
    name: Promise
    field: str
    """Of Turnaround."""
    parts: Callable[[Iterable[Any]], Parts]
    """The parts with their names, in order, where these were found."""
    fold: Callable[[Any], Any] = lambda value: value
    """From the field's value to the part."""


def _chosen(choices: Iterable[tuple[Any, Any]], unset: Any = "") -> Callable[[Iterable[Any]], Parts]:
    """Only the parts that occur; what nobody has decided comes last."""

    def parts(found: Iterable[Any]) -> Parts:
        there = set(found)
        named = [(value, str(label)) for value, label in choices if value in there and value != unset]
        return named + ([(unset, str(_("Not decided")))] if unset in there else [])

    return parts


def _all(values: Mapping[Any, Any]) -> Callable[[Iterable[Any]], Parts]:
    """Every part, so that a gap is seen."""
    return lambda _found: [(value, str(label)) for value, label in values.items()]


def _months(found: Iterable[date]) -> Parts:
    """From the first to the last that occur, with those between."""
    there = sorted(found)
    if not there:
        return []
    first, last = there[0], there[-1]
    count = (last.year - first.year) * 12 + last.month - first.month
    at = [first.year * 12 + first.month - 1 + more for more in range(count + 1)]
    months = [date(each // 12, each % 12 + 1, 1) for each in at]
    return [(month, date_format(month, "YEAR_MONTH_FORMAT")) for month in months]


BREAKDOWNS: Final[Mapping[str, Breakdown]] = {
    "queue": Breakdown(_("Queue"), "tier", _chosen(Tier.choices)),
    "medium": Breakdown(_("Medium"), "medium", _chosen(Medium.choices)),
    "arl": Breakdown(_("ARL"), "kind", _all(dict(Transaction.choices)), lambda kind: OF_KIND[kind].value),
    "kind": Breakdown(_("Kind"), "kind", _chosen(Kind.choices)),
    "read": Breakdown(_("READ"), "read", _chosen(Read.choices, None)),
    "weekday": Breakdown(_("Weekday"), "weekday", _all({day + 1: name for day, name in WEEKDAYS.items()})),
    "hour": Breakdown(_("Hour"), "hour", _all({hour: f"{hour}:00" for hour in range(24)})),
    "month": Breakdown(_("Month"), "month", _months),
}
