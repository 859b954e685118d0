"""A day's opening as people write it, "8:00–12:00, 14:00–22:00", and as it is counted: minutes of the day."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from foreword.desk.refusals import BadSpan, CrossingSpans

Span = tuple[int, int]
"""From the first minute to the one that is no longer open; 0 ≤ from < to ≤ 1440."""
Day = tuple[Span, ...]

DAY_MINUTES: Final = 24 * 60
_CLOCK: Final = r"(\d{1,2})(?:[:：.时点](\d{2})?)?"
_SPAN: Final = re.compile(rf"{_CLOCK}\s*[-–—－~～至到]\s*{_CLOCK}")
_BETWEEN: Final = re.compile(r"[,，;；、\n]+")
MOST: Final = 6


def read_day(text: str) -> Day:
    """Nothing written is closed. Raises BadSpan for what is no span, CrossingSpans where two overlap."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > MOST:
        raise BadSpan(text.strip())
    spans = sorted(_read(part) for part in parts)
    for (_from, to), (start, _to) in pairwise(spans):
        if start < to:
            raise CrossingSpans
    return tuple(spans)


def write_day(day: Iterable[Span]) -> str:
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in day)


def clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _read(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise BadSpan(text)
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or not start < end <= DAY_MINUTES:
        raise BadSpan(text)
    return start, end
