"""The ways in which traits are drawn: few, and each says in words how sure it makes us."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from foreword.people.models import Dimension
from foreword.portraits.interest import FAINT, UNUSED, confidence
from foreword.portraits.ledger import Sum, fades, share
from foreword.portraits.marks import HALF_LIVES
from foreword.portraits.models import DIMENSION_OF, SignalKind, Source
from foreword.portraits.registry.spec import Drawn, Facts, from_sums

UNSAID: Final = frozenset(["", "other", "None"])


def of_kinds(*kinds: SignalKind) -> tuple[Dimension, ...]:
    return tuple(dict.fromkeys(DIMENSION_OF[kind] for kind in kinds))


@dataclass(frozen=True, slots=True)
class Account:
    """What the university's records or the reader's settings say."""

    field: str
    dimension: Dimension
    source: Source
    half_life: timedelta | None = None
    sources: str = "the account"
    expiry: str = "when the account says otherwise"
    confidence: str = "1: it is on record"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (self.dimension,)

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        value = str(getattr(facts.person, self.field))
        if self.dimension in facts.agreed and value not in UNSAID:
            yield Drawn(key, value, (self.dimension,), self.source)


@dataclass(frozen=True, slots=True)
class Said:
    """Only what the reader tells: never drawn."""

    dimension: Dimension = Dimension.STYLE
    half_life: timedelta | None = None
    sources: str = "the reader's own word"
    expiry: str = "when the reader says otherwise"
    confidence: str = "1: they said so"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (self.dimension,)

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:  # noqa: ARG002 - as all methods
        return ()


@dataclass(frozen=True, slots=True)
class FromFamily:
    """Shared by all that read one family of counters."""

    family: str
    kinds: tuple[SignalKind, ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return of_kinds(*self.kinds)

    @property
    def sources(self) -> str:
        return ", ".join(self.kinds)

    @property
    def half_life(self) -> timedelta | None:
        return HALF_LIVES[self.family]

    @property
    def expiry(self) -> str:
        return "180 days after the last sign"

    def sums(self, facts: Facts) -> list[Sum]:
        return [each for each in facts.ledger.family(self.family) if each.dimensions]


@dataclass(frozen=True, slots=True)
class Leading(FromFamily):
    """The value that most of the recent signs agree on, if they do."""

    least: float = 3.0
    needed: float = 0.4
    under: Dimension | None = None
    """A consent of its own, beside those to the signals."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (self.under,) if self.under else of_kinds(*self.kinds)

    @property
    def confidence(self) -> str:
        return f"lower end (Wilson, 80 %) of its share of the signs; held from {self.needed:g} and {self.least:g} signs"

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        sums = self.sums(facts)
        if not sums or (self.under and self.under not in facts.agreed):
            return
        latest = max(each.at for each in sums)
        scores = {each.counter: max(each.score(latest), 0.0) for each in sums}
        first = max(sums, key=lambda each: (scores[each.counter], each.counter))
        sure = share(scores[first.counter], sum(scores.values()))
        if sum(scores.values()) >= self.least and sure >= self.needed:
            value = first.counter.partition(".")[2]
            score = scores[first.counter]
            drawn = from_sums(key, value, [first], score=score, confidence=sure, expires_at=latest + UNUSED)
            yield replace(drawn, dimensions=(self.under, *drawn.dimensions)) if self.under else drawn


@dataclass(frozen=True, slots=True)
class Split(FromFamily):
    """Of two kinds of signs, whether one clearly outweighs the other; a middle where neither does, if it has a name."""

    yes: frozenset[str] = frozenset(["yes"])
    names: tuple[str, str, str] = ("yes", "", "no")
    """What it is called when `yes` prevails, when neither does, when the others do; "" for no trait."""
    least: float = 4.0
    bounds: tuple[float, float] = (0.65, 0.35)

    @property
    def confidence(self) -> str:
        return f"lower end (Wilson, 80 %) of the share of the side that prevails; held from {self.least:g} signs"

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        sums = self.sums(facts)
        if not sums:
            return
        latest = max(each.at for each in sums)
        scores = {each.counter: max(each.score(latest), 0.0) for each in sums}
        total = sum(scores.values())
        part = sum(score for counter, score in scores.items() if counter.partition(".")[2] in self.yes)
        if total < self.least:
            return
        high, low = self.bounds
        prevails = part / total if total else 0.0
        name = self.names[0] if prevails >= high else self.names[2] if prevails <= low else self.names[1]
        side = part if prevails >= 0.5 else total - part
        if name:
            sure = share(side, total)
            yield from_sums(key, name, sums, score=total, confidence=sure, expires_at=latest + UNUSED)


@dataclass(frozen=True, slots=True)
class Amount(FromFamily):
    """How much of something there is, in steps."""

    counters: tuple[str, ...] = ()
    steps: tuple[tuple[float, str], ...] = ()
    """From which decayed sum on it is called what, the highest first."""

    @property
    def confidence(self) -> str:
        return "1 - exp(-decayed sum / 3)"

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        sums = [each for each in self.sums(facts) if not self.counters or each.counter in self.counters]
        if not sums:
            return
        latest = max(each.at for each in sums)
        total = sum(each.score(latest) for each in sums)
        name = next((name for step, name in self.steps if total >= step), "")
        if name:
            yield from_sums(key, name, sums, score=total, confidence=confidence(total), expires_at=latest + UNUSED)


@dataclass(frozen=True, slots=True)
class Each(FromFamily):
    """One trait for each counter of a family that is more than faint."""

    floor: float = FAINT

    @property
    def confidence(self) -> str:
        return "1 - exp(-decayed sum / 3)"

    @property
    def expiry(self) -> str:
        return f"when it fades below {self.floor:g}, or 180 days after the last sign"

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        half = HALF_LIVES[self.family]
        for total in sorted(self.sums(facts), key=lambda each: each.counter):
            score, value = total.score(), total.counter.partition(".")[2]
            if score < self.floor:
                continue
            ends = total.until if half is None else fades(score, total.at, half, self.floor, UNUSED)
            sure = 1.0 if half is None else confidence(score)
            drawn = from_sums(key + value, value, [total], score=score, confidence=sure, expires_at=ends)
            yield replace(drawn, source=Source.IMPORTED) if half is None else drawn


@dataclass(frozen=True, slots=True)
class Follows:
    """Worked out from other traits, the account or the calendar, by a function that is named in the registry."""

    how: Callable[[str, Facts], Iterable[Drawn]]
    dimensions: tuple[Dimension, ...]
    sources: str
    expiry: str = "as soon as it no longer follows"
    confidence: str = "1: it follows from records"
    half_life: timedelta | None = None

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]:
        return self.how(key, facts)


def merged(grounds: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in grounds:
        for kind, count in each.items():
            total[kind] = total.get(kind, 0) + count
    return dict(sorted(total.items()))
