"""Needs, what was delivered before them, and the measures of it (architecture.md, "anticipation").

A need is met beforehand if something that satisfies it was delivered to its reader before it arose: at any time before,
as the measure is defined, and beside it in the four weeks before, which is harder.
"""

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from foreword.push.bench.loop.reading import Event, Log

FOLLOWED: Final = timedelta(hours=1)
"""A page opened this soon after a search is what the search ended in."""
LATELY: Final = timedelta(days=28)
COLD: Final = 3
"""With fewer events than this a reader is as good as unknown."""


@dataclass(frozen=True, slots=True)
class Need:
    """`wanted`: any of these items satisfies it; `topics`: theirs. `fresh`: the reader had used none of them."""

    at: datetime
    reader: str
    wanted: frozenset[str]
    topics: frozenset[str]
    fresh: bool
    fresh_topic: bool
    cold: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One item delivered to one reader; `score` orders it among those of its moment; no probability."""

    at: datetime
    reader: str
    item: str
    score: float = 0.0


class Reading:
    """Goes through a log once, and tells each need from what led to it."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._used: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, set[str]] = defaultdict(set)
        self._count: Counter[str] = Counter()
        self._searched: dict[str, Event] = {}

    def needs(self) -> list[Need]:
        found = []
        for event in self._log.events:
            need = self._need(event)
            if need is not None:
                found.append(need)
            if event.item:
                self._used[event.reader].add(event.item)
                self._known[event.reader] |= self._topics([event.item])
            self._count[event.reader] += event.kind != "enrolled"
        return sorted(found, key=lambda need: need.at)

    def _need(self, event: Event) -> Need | None:
        if event.kind == "search":
            self._searched[event.reader] = event
        elif event.kind == "ask":
            return self._made(event, event.answers or ((event.item,) if event.item else ()))
        elif event.kind == "view":
            search = self._searched.pop(event.reader, None)
            if search is not None and event.at - search.at <= FOLLOWED:
                return self._made(search, search.answers or (event.item,))
        elif event.kind == "loan" and self._log.is_of_loans:
            return self._made(event, (event.item,))
        return None

    def _made(self, event: Event, wanted: Iterable[str]) -> Need:
        items = frozenset(wanted)
        topics = self._topics(items)
        return Need(
            event.at,
            event.reader,
            items,
            topics,
            fresh=not items & self._used[event.reader],
            fresh_topic=not topics & self._known[event.reader],
            cold=self._count[event.reader] < COLD,
        )

    def _topics(self, items: Iterable[str]) -> frozenset[str]:
        known = self._log.items
        return frozenset(known[each].topic for each in items if each in known and known[each].topic)


@dataclass(slots=True)
class Deliveries:
    """What each reader was given, in order of time, by item and by topic."""

    given: list[Given]
    topics: dict[str, str]
    _by: dict[tuple[str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for each in sorted(self.given, key=lambda given: given.at):
            self._by[each.reader, each.item].append(each.at)
            if topic := self.topics.get(each.item):
                self._by[each.reader, f"topic:{topic}"].append(each.at)

    def met(self, need: Need, *, by_topic: bool, within: timedelta | None = None) -> bool:
        names = (f"topic:{topic}" for topic in need.topics) if by_topic else iter(need.wanted)
        return any(self._before(need, name, within) for name in names)

    def _before(self, need: Need, name: str, within: timedelta | None) -> bool:
        times = self._by.get((need.reader, name), [])
        place = bisect.bisect_left(times, need.at)
        return place > 0 and (within is None or need.at - times[place - 1] <= within)


def budgeted(given: Iterable[Given], most: int, since: datetime) -> list[Given]:
    """The first of each reader and week, at most so many; the surest first of what came at once."""
    weeks: Counter[tuple[str, int]] = Counter()
    kept = []
    for each in sorted(given, key=lambda given: (given.at, -given.score, given.item)):
        week = (each.reader, (each.at - since).days // 7)
        weeks[week] += 1
        if weeks[week] <= most:
            kept.append(each)
    return kept


def share(needs: Sequence[Need], met: Callable[[Need], bool]) -> float:
    return round(sum(map(met, needs)) / len(needs), 4) if needs else 0.0


def used_within(given: Sequence[Given], needs: Iterable[Need], span: timedelta) -> list[bool]:
    """Of each delivery, whether its reader had a need for it in this span after."""
    times: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for need in needs:
        for item in need.wanted:
            times[need.reader, item].append(need.at)
    return [any(each.at < at <= each.at + span for at in times.get((each.reader, each.item), ())) for each in given]


def surprise(given: Sequence[Given], log: Log, since: datetime) -> float:
    """Mean bits: how few readers had used what was delivered, before anything was judged."""
    readers: dict[str, set[str]] = defaultdict(set)
    for event in log.events:
        if event.item and event.at < since:
            readers[event.item].add(event.reader)
    count = len(log.readers) + 1
    bits = [-math.log2((len(readers[each.item]) + 1) / count) for each in given]
    return round(sum(bits) / len(bits), 2) if bits else 0.0
