"""The engine: fitted on a log, it offers each reader the likeliest titles with the probability that they are used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.features import GROUPS, Among, Candidates, candidates
from foreword.push.engine.learned import BLOCK, Learned
from foreword.push.engine.likeness import Vectors
from foreword.push.engine.log import Floats, Ints, Log
from foreword.push.engine.reading import Reading
from foreword.push.engine.sources import Sources

RECIPROCAL: Final = 20.0
"""What is new to a reader stands by its places with the ranker and with the sources' agreement: neither alone is as
good (docs/push.md)."""


PROBABLE: Final = 20


@dataclass(frozen=True, slots=True)
class Offers:
    """Of one reader, the likeliest first; `new` is what they did not use before."""

    items: Ints
    probabilities: Floats
    """Of the first `PROBABLE`: nobody is ever offered more."""
    new: npt.NDArray[np.bool_]
    news: Ints
    """Of what is new to them alone, the best first."""


@dataclass(frozen=True, slots=True)
class Engine:
    sources: Sources
    learned: Learned

    @classmethod
    def of(cls, log: Log, catalogue: Catalogue, now: float, learned: Learned | None = None) -> Self:
        """Nothing later than `now` counts."""
        log = log.before(np.nextafter(now, np.inf))
        return cls(Sources.of(log, catalogue, now), learned or Learned.of(log, catalogue))

    def offers(self, reading: Reading, among: Among | None = None) -> Iterator[Offers]:
        """For each reader of `reading`, what of `among` they may use next; returning and discovering together."""
        for start in range(0, len(reading), BLOCK):
            block = reading.some(np.arange(start, min(start + BLOCK, len(reading))))
            yield from self._offers(candidates(self.sources, block, among), len(block))

    def carried(self, reading: Reading, items: Ints) -> dict[int, dict[str, float]]:
        """For one reader and each of `items`, by how much each group of features carried its probability: what the
        score that it comes from loses without the group.
        """
        found = candidates(self.sources, reading)
        found = found.some(np.isin(found.items, items))
        scores = self.learned.sure.scores(found)
        lost = {group: scores - self.learned.sure.scores(found.without(group)) for group in GROUPS}
        return {
            int(item): {group: float(losses[n]) for group, losses in lost.items() if losses[n] > 0}
            for n, item in enumerate(found.items)
        }

    def topics(self, reading: Reading) -> Vectors:
        """Readers × topics: how likely each is the next."""
        return self.sources.topics(reading)

    def _offers(self, found: Candidates, readers: int) -> Iterator[Offers]:
        scores = self.learned.any.scores(found)
        fresh = found.some(~found.own)
        news = 1.0 / (RECIPROCAL + _places(fresh.rows, self.learned.new.scores(fresh)))
        news += 1.0 / (RECIPROCAL + _places(fresh.rows, fresh.agreeing))
        lists, new_lists = _by_reader(found.rows, scores, readers), _by_reader(fresh.rows, news, readers)
        for at, new_at in zip(lists, new_lists, strict=True):
            likely = self.learned.probabilities(found.some(at[:PROBABLE]))
            yield Offers(found.items[at], likely, ~found.own[at], fresh.items[new_at])


def _by_reader(rows: Ints, scores: npt.NDArray[Any], readers: int) -> list[Ints]:
    """For each reader the places of their candidates, the best first."""
    order = np.lexsort((-scores, rows))
    return np.split(order, np.searchsorted(rows[order], np.arange(1, readers)))


def _places(rows: Ints, scores: npt.NDArray[Any]) -> Floats:
    """At which place, from nought, each stands among the candidates of its reader."""
    order = np.lexsort((-scores, rows))
    places = np.empty(len(rows))
    places[order] = np.arange(len(rows)) - np.searchsorted(rows[order], rows[order])
    return places
