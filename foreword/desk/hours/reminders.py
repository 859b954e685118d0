"""When a reader who was asked for something is reminded, and when it is closed: arithmetic on days of opening.

Each step is counted from the one before it, so that two never come together after a worker has long been down.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foreword.desk.hours.calendar import Calendar

REMIND: Final = "remind"
CLOSE: Final = "close"


@dataclass(frozen=True, slots=True)
class Plan:
    remind: tuple[int, ...]
    """In days of opening since the reader was asked, rising."""
    close_after: int
    """Since the last reminder; 0: never. Without a reminder nothing is closed."""


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    at: datetime


def steps_ahead(plan: Plan, hours: Calendar, *, last: datetime, reminded: int) -> tuple[Step, ...]:
    """What is to come after `reminded` reminders, `last` being the latest of them or the asking itself."""
    reached = plan.remind[reminded - 1] if 0 < reminded <= len(plan.remind) else 0
    gaps = [(REMIND, after - before) for before, after in _pairs(reached, plan.remind[reminded:])]
    if plan.remind and plan.close_after:
        gaps.append((CLOSE, plan.close_after))
    steps: list[Step] = []
    for kind, days in gaps:
        at = hours.add_open_days(steps[-1].at if steps else last, days)
        if at is None:
            break
        steps.append(Step(kind, at))
    return tuple(steps)


def _pairs(reached: int, days: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip((reached, *days), days, strict=False))
