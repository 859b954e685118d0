"""The ledger: decayed sums of what a reader's signals, and what forgotten ones left, add to each counter.

Every weight is held as of one fixed day, so a sum does not depend on the order of arrival nor on the moment of asking.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from foreword.portraits.marks import family, half_life, marks
from foreword.portraits.models import Remnant, Signal

FIXED: Final = datetime(2026, 1, 1, tzinfo=UTC)
EVIDENCE: Final = 5
ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Sum:
    """One counter: how much, in which dimensions, from what, since when."""

    counter: str
    fixed: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: Counter[str] = field(default_factory=Counter)
    count: int = 0
    evidence: list[str] = field(default_factory=list)
    first_at: datetime = NEVER
    at: datetime = ALWAYS
    until: datetime | None = None

    def add(self, weight: float, dimension: str, at: datetime, count: int = 1) -> None:
        self.fixed[dimension] += weight * grown(at, self.counter)
        self.count += count
        self.at = max(self.at, at)

    def scores(self, at: datetime | None = None) -> dict[str, float]:
        """By dimension, as of a moment: of the latest signal, where none is named."""
        by = grown(at or self.at, self.counter)
        return {name: value / by for name, value in self.fixed.items()}

    def score(self, at: datetime | None = None) -> float:
        return sum(self.scores(at).values())

    @property
    def dimensions(self) -> list[str]:
        """Those that speak for it, the strongest first."""
        speaking = [(value, name) for name, value in self.fixed.items() if value > 0]
        return [name for _, name in sorted(speaking, reverse=True)]


@dataclass(slots=True)
class Ledger:
    sums: dict[str, Sum] = field(default_factory=dict)
    families: dict[str, list[Sum]] = field(default_factory=lambda: defaultdict(list))

    def of(self, counter: str) -> Sum:
        if counter not in self.sums:
            self.sums[counter] = Sum(counter)
            self.families[family(counter)].append(self.sums[counter])
        return self.sums[counter]

    def get(self, counter: str) -> Sum | None:
        return self.sums.get(counter)

    def family(self, name: str) -> list[Sum]:
        return self.families.get(name, [])


def reckon(signals: Iterable[Signal], remnants: Iterable[Remnant], at: datetime) -> Ledger:
    """The ledger of these signals and remnants. What ended before `at` is left out of what only ends."""
    ledger = Ledger()
    for left in sorted(remnants, key=lambda each: (each.counter, each.dimension)):
        if left.until is None or left.until >= at:
            total = ledger.of(left.counter)
            total.add(left.score, left.dimension, left.at, left.count)
            total.first_at = min(total.first_at, left.first_at)
            total.until = max(filter(None, (total.until, left.until)), default=None)
    # In order of time, so that rounding is the same however they came.
    for signal in sorted(signals, key=lambda each: (each.at, each.pid)):
        _enter(ledger, signal, at)
    for total in ledger.sums.values():
        del total.evidence[:-EVIDENCE]
        total.evidence.reverse()
    return ledger


def _enter(ledger: Ledger, signal: Signal, at: datetime) -> None:
    for counter, weight in marks(signal):
        ends = signal.until if half_life(counter) is None else None
        if ends is not None and ends < at:
            continue
        total = ledger.of(counter)
        total.add(weight, signal.dimension, signal.at)
        total.kinds[signal.kind] += 1
        total.evidence.append(signal.pid)
        total.first_at = min(total.first_at, signal.at)
        total.until = max(filter(None, (total.until, ends)), default=None)


def grown(at: datetime, counter: str) -> float:
    """By how much a weight of `at` outgrows one of the fixed day."""
    half = half_life(counter)
    return 1.0 if half is None else 2.0 ** ((at - FIXED) / half)


def share(part: float, whole: float) -> float:
    """The lower end of where a share may truly lie (Wilson, 80 %): few signals make nobody sure."""
    if whole <= 0:
        return 0.0
    z, p = 1.2816, part / whole
    middle = p + z * z / (2 * whole)
    spread = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return max((middle - spread) / (1 + z * z / whole), 0.0)


def fades(score: float, at: datetime, half: timedelta, faint: float, at_most: timedelta) -> datetime:
    """When a score falls below `faint` without new signals."""
    return at + min(half * math.log2(max(score / faint, 1.0)), at_most)
