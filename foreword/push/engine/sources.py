"""Sources of candidates: each gives items a score for a reader; what each finds best is looked at together.

A reader is here only what they used and when, so one who came a minute ago is served as one known for years.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.factors import item_factors, shared, solved
from foreword.push.engine.facts import OF_ITEMS, facts_of_items
from foreword.push.engine.likeness import Vectors, highest, lengthened, mean, nearest_of, strongest, unit, walks
from foreword.push.engine.log import Ints, Log, Matrix
from foreword.push.engine.reading import Reading

EVER, LATE = OF_ITEMS.index("popular"), OF_ITEMS.index("popular_60")
ALIKE: Final = 120
COMPARED: Final = 20_000
"""Readers that others are compared with, those active last: looking through fifty thousand takes too long."""
IN_TOPIC: Final = 80
SHRUNK: Final = 5.0

Scores = Mapping[str, Matrix | Vectors]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The readers that others are compared with: what they used, where they stand, what they used lately."""

    users: Matrix
    """Items × readers, each reader of length one."""
    places: Vectors
    lately: Matrix
    ever: Matrix

    @classmethod
    def of(cls, log: Log, reading: Reading, catalogue: Catalogue) -> Self:
        last = np.full(log.n_users, -np.inf)
        last[log.users] = log.days
        active = np.argsort(-last, kind="stable")[: min(COMPARED, int(np.isfinite(last).sum()))]
        some = reading.some(np.sort(active))
        return cls(unit(some.ever).T.tocsr(), lengthened(mean(some.short) @ catalogue.places), some.short, some.ever)

    def alike(self, readers: Reading) -> Matrix:
        return strongest(unit(readers.ever) @ self.users, ALIKE)

    def near(self, places: Vectors) -> Matrix:
        return highest(places @ self.places.T, ALIKE) if len(self.places) else sparse.csr_matrix((len(places), 0))


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is learned from a log up to `now`, and how to ask it about readers."""

    now: float
    catalogue: Catalogue
    walk: Matrix
    together: Matrix
    factors: Vectors
    factors_same: Vectors
    crowd: Crowd
    facts: Vectors
    """Of items, `facts.OF_ITEMS`."""
    topic_items: Matrix
    topic_next: Vectors

    @classmethod
    def of(cls, log: Log, catalogue: Catalogue, now: float) -> Self:
        pairs = log.pairs()
        facts, factors = facts_of_items(log, now), item_factors(pairs)
        return cls(
            now=now,
            catalogue=catalogue,
            walk=walks(pairs),
            together=_together(pairs),
            factors=factors,
            factors_same=shared(factors),
            crowd=Crowd.of(log, Reading.of(log, now), catalogue),
            facts=facts,
            topic_items=_topic_items(catalogue, facts[:, LATE] + 0.1 * facts[:, EVER]),
            topic_next=_topic_next(log, catalogue),
        )

    def scores(self, readers: Reading) -> Scores:
        """By source, one row for each of `readers`, one column for each item; sparse where most are nought."""
        catalogue, short, long = self.catalogue, mean(readers.short), mean(readers.long)
        places = lengthened(short @ catalogue.places)
        walked = long @ self.walk
        alike, near = self.crowd.alike(readers), self.crowd.near(places)
        return {
            "walk": walked,
            "together": long @ self.together,
            "factors": solved(readers.ever, self.factors, self.factors_same) @ self.factors.T,
            "readers": alike @ self.crowd.ever,
            "readers_now": alike @ self.crowd.lately,
            "near": near @ self.crowd.lately,
            "words": short @ catalogue.words,
            "words_now": mean(readers.at) @ catalogue.words,
            "headings": short @ catalogue.headings,
            "meaning": short @ catalogue.meaning,
            "place": places @ catalogue.places.T,
            "onward": strongest(walked, ALIKE) @ catalogue.words,
            "topic": sparse.csr_matrix(self.topics(readers)) @ self.topic_items,
            "own": readers.short,
        }

    def topics(self, readers: Reading) -> Vectors:
        """Readers × topics: what they are about, and what readers go on to from there."""
        own = shares(mean(readers.long), self.catalogue.topics)
        return np.asarray(0.7 * own + 0.3 * own @ self.topic_next, np.float32)


def shares(weights: Matrix, of: Ints) -> Vectors:
    """Rows × groups: how much of each row lies on items of each group; `of` says the group of each item."""
    many = int(of.max(initial=0)) + 1
    cells = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr)) * many + of[weights.indices]
    found = np.bincount(cells, weights=weights.data, minlength=weights.shape[0] * many)
    return found.reshape(weights.shape[0], many).astype(np.float32)


def _together(pairs: Matrix) -> Matrix:
    """Cosine of the readers of two items; few readers in common say little."""
    counts = np.asarray(pairs.sum(axis=0)).ravel()
    scaled = (pairs @ sparse.diags((counts + SHRUNK) ** -0.5)).T.tocsr()
    return nearest_of(scaled, scaled, thin=True)


def _topic_items(catalogue: Catalogue, weights: npt.NDArray[np.float32]) -> Matrix:
    """Topics × items: how much of what is read in a topic lately is this item; the most read of each."""
    n = len(catalogue)
    found = sparse.csr_matrix((weights + 1e-6, (catalogue.topics, np.arange(n))), shape=(catalogue.n_topics, n))
    return mean(highest(found.toarray(), IN_TOPIC)) if n else found


def _topic_next(log: Log, catalogue: Catalogue) -> Vectors:
    """From topic to topic: what readers of one use next."""
    order = np.lexsort((log.days, log.users))
    users, of = log.users[order], catalogue.topics[log.items[order]]
    same = users[1:] == users[:-1]
    found = np.full((catalogue.n_topics, catalogue.n_topics), 1.0 / catalogue.n_topics, np.float32)
    np.add.at(found, (of[:-1][same], of[1:][same]), 1.0)
    return np.asarray(found / found.sum(axis=1, keepdims=True), np.float32)
