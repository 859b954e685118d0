"""What a trait is, as the registry declares it, and what it is drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.utils.functional import Promise

from foreword.people.models import Dimension, Facet, Person
from foreword.portraits.calendar import SeasonFact
from foreword.portraits.ledger import Ledger, Sum
from foreword.portraits.models import NOT_TRUE, Course, Signal, Source, Trait

Words = Mapping[str, Promise]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One trait as it follows from everything that is known and agreed to."""

    key: str
    value: str
    dimensions: tuple[str, ...]
    source: Source = Source.INFERRED
    score: float = 0.0
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    grounds: Mapping[str, int] = field(default_factory=dict)
    first_at: datetime | None = None
    at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(slots=True)
class Facts:
    """All that a portrait may be drawn from, at one moment."""

    person: Person
    agreed: frozenset[str]
    ledger: Ledger
    signals: list[Signal]
    at: datetime
    seasons: list[SeasonFact] = field(default_factory=list)
    courses: Mapping[str, Course] = field(default_factory=dict)
    stated: dict[str, Trait] = field(default_factory=dict)
    """What the reader declared, corrected, denied or hid, by key."""
    drawn: dict[str, Drawn] = field(default_factory=dict)

    def value(self, key: str) -> str:
        """A trait as it counts: the reader's word before what was drawn; nothing where they hid or denied it."""
        own = self.stated.get(key)
        if own is not None and (own.hidden_at or own.value == NOT_TRUE):
            return ""
        if own is not None and own.source in {Source.CORRECTED, Source.DECLARED}:
            return own.value
        return self.drawn[key].value if key in self.drawn else ""

    def of_family(self, prefix: str) -> list[Drawn]:
        """The drawn traits of a family that count."""
        return [drawn for key, drawn in self.drawn.items() if key.startswith(prefix) and self.value(key)]


class Method(Protocol):
    """How a trait is drawn. What it says of itself goes into docs/portraits.md."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]: ...

    @property
    def sources(self) -> str:
        """Which signals or records it looks at."""

    @property
    def half_life(self) -> timedelta | None: ...

    @property
    def expiry(self) -> str: ...

    @property
    def confidence(self) -> str: ...

    def draw(self, key: str, facts: Facts) -> Iterable[Drawn]: ...


@dataclass(frozen=True, slots=True)
class Spec:
    """One trait, or one family of traits where `key` ends with a dot."""

    key: str
    facet: Facet
    name: Promise
    use: Promise
    """What it changes for its reader. A trait that changes nothing is not kept."""
    method: Method
    says: Words | Promise
    """A whole sentence for each value; or one sentence with %(value)s."""

    @property
    def is_family(self) -> bool:
        return self.key.endswith(".")

    @property
    def values(self) -> tuple[str, ...]:
        """The values to choose from; nothing for what is open."""
        return tuple(self.says) if isinstance(self.says, Mapping) else ()

    def draw(self, facts: Facts) -> Iterable[Drawn]:
        return self.method.draw(self.key, facts)


def from_sums(key: str, value: str, sums: Iterable[Sum], **more: Any) -> Drawn:
    """A trait that rests on these counters: their dimensions, evidence, grounds and dates."""
    told = list(sums)
    dimensions = dict.fromkeys(name for each in told for name in each.dimensions)
    evidence = dict.fromkeys(pid for each in told for pid in each.evidence)
    grounds: dict[str, int] = {}
    for each in told:
        for kind, count in each.kinds.items():
            grounds[kind] = max(grounds.get(kind, 0), count)
    return Drawn(
        key=key,
        value=value,
        dimensions=tuple(dimensions),
        evidence=tuple(evidence)[:5],
        grounds=dict(sorted(grounds.items())),
        first_at=min(each.first_at for each in told),
        at=max(each.at for each in told),
        **more,
    )
