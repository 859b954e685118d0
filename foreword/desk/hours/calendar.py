"""Opening hours, and time counted in them.

Days are the library's own, in its zone; moments come in and go out with a zone, and lengths are real seconds: on the
day that the clocks change, an opening of 22 hours by the wall may be 21 long.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from foreword.desk.hours.spans import Day

Week = tuple[Day, Day, Day, Day, Day, Day, Day]
"""From Monday on."""
ROUND: Final[Day] = ((0, 24 * 60),)
HORIZON: Final = 400
"""Days to look ahead: who is closed for longer has no next opening."""


@dataclass(frozen=True, slots=True)
class Season:
    """A term or a vacation, both days included, with hours of its own."""

    first: date
    last: date
    week: Week


@dataclass(frozen=True)
class Calendar:
    """A single day goes before a season, a season before the ordinary week; of two seasons the shorter."""

    zone: ZoneInfo
    week: Week
    seasons: tuple[Season, ...] = ()
    days: Mapping[date, Day] = field(default_factory=dict)

    def spans_on(self, day: date) -> Day:
        if day in self.days:
            return self.days[day]
        standing = [season for season in self.seasons if season.first <= day <= season.last]
        week = min(standing, key=lambda season: season.last - season.first).week if standing else self.week
        return week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        first = next(self._openings(at), None)
        return first is not None and first[0] <= at

    def closes_at(self, at: datetime) -> datetime | None:
        """The end of the opening that `at` falls in, over midnight if it goes on; None while closed."""
        closing = None
        for start, end in self._openings(at):
            if start > (closing or at):
                break
            closing = end
        return closing

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` itself while open; None where nothing opens within the horizon."""
        return next((max(start, at.astimezone(UTC)) for start, _end in self._openings(at)), None)

    def open_seconds_between(self, begin: datetime, end: datetime) -> float:
        """0 where `end` is not after `begin`."""
        total = 0.0
        horizon = max(HORIZON, (end - begin).days + 2)
        for start, stop in self._openings(begin, horizon):
            if start >= end:
                break
            total += max(0.0, (min(stop, end) - max(start, begin)).total_seconds())
        return total

    def add_open_time(self, start: datetime, seconds: float) -> datetime | None:
        """The moment when `seconds` of opening have passed since `start`; None beyond the horizon."""
        left = seconds
        for opening, end in self._openings(start):
            begin = max(opening, start.astimezone(UTC))
            length = (end - begin).total_seconds()
            if left <= length:
                return begin + timedelta(seconds=left)
            left -= length
        return None

    def add_open_days(self, start: datetime, days: int) -> datetime | None:
        """The same time on the `days`-th day of opening after that day, or the nearest open moment of it."""
        wall = start.astimezone(self.zone)
        for ahead in range(1, HORIZON + 1):
            day = wall.date() + timedelta(days=ahead)
            openings = self._openings_on(day)
            days -= bool(openings)
            if openings and days <= 0:
                at = self._moment(day, wall.hour * 60 + wall.minute)
                return next((max(start, at) for start, end in openings if at <= end), openings[-1][1])
        return None

    def _openings(self, at: datetime, horizon: int = HORIZON) -> Iterator[tuple[datetime, datetime]]:
        """In UTC, in order, none overlapping: those that are not over at `at`."""
        day = at.astimezone(self.zone).date() - timedelta(days=1)
        for _ in range(horizon + 1):
            for start, end in self._openings_on(day):
                if end > at:
                    yield start, end
            day += timedelta(days=1)

    def _openings_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """An hour that the clocks leave out is not open, however it stands in the week."""
        found: list[tuple[datetime, datetime]] = []
        for first, last in self.spans_on(day):
            start, end = self._moment(day, first), self._moment(day, last)
            start = max(start, found[-1][1]) if found else start
            if start < end:
                found.append((start, end))
        return found

    def _moment(self, day: date, minute: int) -> datetime:
        extra, rest = divmod(minute, 24 * 60)
        wall = datetime.combine(day + timedelta(days=extra), time(rest // 60, rest % 60), self.zone)
        return wall.astimezone(UTC)


def always_open() -> Calendar:
    """Where no hours have been entered, time is simply time."""
    return Calendar(ZoneInfo("UTC"), (ROUND, ROUND, ROUND, ROUND, ROUND, ROUND, ROUND))
