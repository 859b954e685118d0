"""Hours and days with more signals than any reader makes: a script's, or a screen that many stand at. They count for
nothing.

By the time at which things were done, not at which they came: so an import of a month is no crowd, and the order of
arrival changes nothing. A full hour takes no more in; what it holds already is left out of the portrait.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from foreword.portraits.models import Signal

MOST_AN_HOUR: Final = 300
MOST_A_DAY: Final = 1000
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


def hour_of(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def day_of(at: datetime) -> datetime:
    return hour_of(at).replace(hour=0)


class Attendance:
    """How many signals of one reader there are in each hour and on each day."""

    def __init__(self, times: Iterable[datetime] = ()) -> None:
        self.hours: Counter[datetime] = Counter()
        self.days: Counter[datetime] = Counter()
        for at in times:
            self.add(at)

    def add(self, at: datetime) -> None:
        self.hours[hour_of(at)] += 1
        self.days[day_of(at)] += 1

    def is_full(self, at: datetime) -> bool:
        return self.hours[hour_of(at)] >= MOST_AN_HOUR or self.days[day_of(at)] >= MOST_A_DAY


def apart_from_crowds(signals: Sequence[Signal]) -> list[Signal]:
    """The signals of one reader, all of them given, that may say something of that reader."""
    if len(signals) < MOST_AN_HOUR:
        return list(signals)
    present = Attendance(signal.at for signal in signals)
    return [signal for signal in signals if not present.is_full(signal.at)]
