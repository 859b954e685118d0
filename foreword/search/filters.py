"""What a search is narrowed to, as an address carries it: kind, subject, language, audience, year.

Inside one of them any value will do; all of them must hold. What cannot be read narrows nothing.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Self

from foreword.search.scope import Scope, wider_topics
from foreword.search.sources import Presented

MOST_VALUES: Final = 12
LONGEST_VALUE: Final = 40
YEARS: Final = re.compile(r"(\d{3,4})(?:-(\d{3,4}))?")

Values = frozenset[str]
NAMES: Final = ("kind", "subject", "language", "audience", "year")


@dataclass(frozen=True, slots=True)
class Filters:
    kind: Values = frozenset()
    subject: Values = frozenset()
    """Keys of topics, and class marks; a mark holds all narrower classes (TP: also TP391)."""
    language: Values = frozenset()
    audience: Values = frozenset()
    year: Values = frozenset()
    """ "2024" or "2020-2029"."""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    @classmethod
    def parse(cls, given: Mapping[str, Iterable[str]]) -> Self:
        """From repeated or comma-separated values."""
        read = {name: _values(given.get(name, ())) for name in NAMES}
        read["year"] = frozenset(year for year in read["year"] if YEARS.fullmatch(year))
        return cls(**read)

    def without(self, name: str, value: str | None = None) -> Self:
        """The same with one value of one filter taken away, or all of them."""
        kept = getattr(self, name) - {value} if value is not None else frozenset()
        return replace(self, **{name: kept})

    def only(self, name: str, value: str) -> Self:
        """The same with this one value of one filter."""
        return replace(self, **{name: frozenset([value])})

    def pairs(self) -> list[tuple[str, str]]:
        """For an address, in a fixed order."""
        return [(name, value) for name in NAMES for value in sorted(getattr(self, name))]

    def scope(self, access: Collection[str], kinds: Collection[str] | None) -> Scope:
        """What the engine is asked for. Years are asked for as one span; `admits` is exact."""
        wanted = self.kind if kinds is None else self.kind & frozenset(kinds) if self.kind else kinds
        spans = [span(year) for year in self.year]
        return Scope(
            access,
            wanted if self.kind or kinds is not None else None,
            langs=self.language or None,
            topics=self.subject or None,
            audiences=self.audience or None,
            years=(min(start for start, _ in spans), max(end for _, end in spans)) if spans else None,
        )

    def admits(self, kind: str, shown: Presented) -> bool:
        """Whether what is shown fits, by what its own room says of it."""
        return all(
            any(fits(name, value, kind, shown) for value in wanted) for name in NAMES if (wanted := getattr(self, name))
        )


def fits(name: str, value: str, kind: str, shown: Presented) -> bool:
    match name:
        case "kind":
            return value == kind
        case "subject":
            return value == shown.topic or value in wider_topics(shown.clc)
        case "language":
            return value in (shown.langs or (shown.lang,))
        case "audience":
            return not shown.audience or value in shown.audience
    start, end = span(value)
    return shown.year is not None and start <= shown.year <= end


def span(year: str) -> tuple[int, int]:
    """Both ends are in it; given backwards, it is read forwards."""
    match = YEARS.fullmatch(year)
    assert match is not None, year
    start, end = int(match[1]), int(match[2] or match[1])
    return min(start, end), max(start, end)


def _values(given: Iterable[str]) -> Values:
    parts = (part.strip() for text in given for part in text.split(","))
    return frozenset([part for part in parts if 0 < len(part) <= LONGEST_VALUE][:MOST_VALUES])
