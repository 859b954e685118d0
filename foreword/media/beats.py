"""What a screen says of itself once a minute. It comes from outside, so nothing in it is taken on trust.

The counts are whole counts of each hour, not what was added since: sent twice, or after a day without a line, they come
to the same.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from foreword.kernel.clock import today

LONGEST: Final = 64_000
"""Bytes."""
BACK: Final = timedelta(days=7)
MOST_AN_HOUR: Final = 900
"""At four seconds each."""
MOST_COUNTS: Final = 2_000
WIDEST: Final = 20_000


class Unreadable(ValueError):
    """It is not from our player."""


@dataclass(frozen=True, slots=True)
class Count:
    product: UUID
    day: date
    hour: int
    times: int


@dataclass(frozen=True, slots=True)
class Beat:
    """Sizes in pixels of the page, 0 where unknown."""

    width: int
    height: int
    showing: UUID | None
    counts: tuple[Count, ...]


def read_beat(raw: bytes) -> Beat:
    """Counts of days that are too old or yet to come are left out. Raises Unreadable."""
    if len(raw) > LONGEST:
        raise Unreadable
    try:
        said = json.loads(raw)
        width, height = _size(said.get("width")), _size(said.get("height"))
        showing = UUID(said["showing"]) if said.get("showing") else None
        counts = tuple(_counts(said.get("plays") or {}))[:MOST_COUNTS]
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError):
        raise Unreadable from None
    return Beat(width, height, showing, counts)


def _size(value: Any) -> int:
    return min(WIDEST, max(0, int(value or 0)))


def _counts(plays: Mapping[str, Mapping[str, Any]]) -> Iterable[Count]:
    """From {"2026-11-25T14": {product: times}}, hours by the library's clock."""
    for hour, counted in plays.items():
        at = datetime.strptime(hour, "%Y-%m-%dT%H")  # noqa: DTZ007 - the library's own wall clock
        if not today() - BACK <= at.date() <= today():
            continue
        for product, times in counted.items():
            if (played := min(MOST_AN_HOUR, int(times))) > 0:
                yield Count(UUID(product), at.date(), at.hour, played)
