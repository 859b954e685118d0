"""Medians and ninetieth percentiles, from how often each length occurred, and how a length is said.

A percentile is the nearest rank: the least length that at least that share of all is not longer than. It is always a
length that occurred, never one between two.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

_MINUTE, _HOUR, _DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Lengths:
    """Of so many (`count`), in seconds; None where there are none."""

    count: int = 0
    median: int | None = None
    p90: int | None = None

    @classmethod
    def of(cls, counted: Iterable[tuple[int, int]]) -> "Lengths":
        """`counted`: each length with how often it occurred, in any order."""
        steps = sorted(counted)
        count = sum(times for _length, times in steps)
        return cls(count, _rank(steps, count * 50), _rank(steps, count * 90))


def _rank(steps: list[tuple[int, int]], wanted: int) -> int | None:
    """The first length at which a hundred times those so far reach `wanted`."""
    so_far = 0
    for length, times in steps:
        so_far += 100 * times
        if so_far >= wanted and times:
            return length
    return None


def say(seconds: int | None, *, days: bool) -> str:
    """As short as it can be said. `days`: of the clock on the wall; in opening hours a day is no length."""
    if seconds is None:
        return "–"
    if seconds < _MINUTE:
        return _("%(n)d s") % {"n": seconds}
    if seconds < 2 * _HOUR:
        return _("%(n)d min") % {"n": round(seconds / _MINUTE)}
    if days and seconds >= 2 * _DAY:
        return _("%(n)s d") % {"n": number_format(seconds / _DAY, 1)}
    return _("%(n)s h") % {"n": number_format(seconds / _HOUR, 1)}
