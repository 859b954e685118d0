"""From scores to candidates with their features: one row for each reader and item that any source thinks of.

Each feature belongs to one group, and a group is what a reason can be given in: so "because" means the features that
carried the score, not a story made up afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from foreword.push.engine.facts import OF_ITEMS, OF_PAIRS, OF_READERS, facts_of_pairs, facts_of_readers
from foreword.push.engine.likeness import Vectors, mean
from foreword.push.engine.log import Ints
from foreword.push.engine.reading import NEVER, Reading
from foreword.push.engine.sources import Scores, Sources, shares

Among = npt.NDArray[np.bool_]
"""Of all items, which may be offered."""

EACH: Final = 80
"""Candidates of one source for one reader."""
KEPT: Final = 300
"""Of all that the sources find, what they agree on most, and all that one may come back to, is ranked."""
RECIPROCAL: Final = 20.0
SHARED_POINTS: Final = 0.2
"""What a place among the most read says, beside a place in what is this reader's own."""

OF_SOURCES: Final[Mapping[str, str]] = {
    "walk": "readers",
    "together": "readers",
    "factors": "readers",
    "readers": "readers",
    "readers_now": "readers",
    "near": "readers",
    "words": "history",
    "words_now": "history",
    "headings": "history",
    "meaning": "history",
    "place": "history",
    "onward": "readers",
    "topic": "topic",
    "own": "return",
}
"""Which group a source belongs to."""
SHARED: Final = ("popular", "popular_14", "popular_60")
"""Sources that are the same for everybody."""
OF_TOGETHER: Final = ("topic_long", "topic_now", "kind_share", "lang_share", "agreeing", "agreeing_sources")
NAMES: Final[tuple[str, ...]] = (
    *OF_SOURCES,
    *(f"{name}_of_best" for name in OF_SOURCES),
    *OF_ITEMS,
    *OF_READERS,
    *OF_PAIRS,
    *OF_TOGETHER,
)
OF_FACTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(OF_ITEMS, "popular"),
    **dict.fromkeys(OF_PAIRS, "return"),
    "topic_long": "topic",
    "topic_now": "topic",
}
GROUPS: Final = ("return", "history", "topic", "readers", "popular")
ABSENT: Final[Mapping[str, float]] = {
    name: NEVER for name in NAMES if name in {"own_since", "own_first", "since_last", "since_first"}
}
"""What stands in a feature where there is nothing to be said; elsewhere nought."""
OWN_TIMES: Final = NAMES.index("own_times")
AGREEING: Final = NAMES.index("agreeing")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows in order of reader; `rows` says which of the asked readers (0, 1, …) each belongs to."""

    rows: Ints
    items: Ints
    features: Vectors

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def own(self) -> npt.NDArray[np.bool_]:
        """Whether the reader used it before."""
        return np.asarray(self.features[:, OWN_TIMES] > 0)

    @property
    def agreeing(self) -> npt.NDArray[np.float32]:
        """How high, over all sources, each stands."""
        return np.asarray(self.features[:, AGREEING])

    def without(self, group: str) -> "Candidates":
        """The same as if nothing of this group were known."""
        features = self.features.copy()
        for n, name in enumerate(NAMES):
            if group_of(name) == group:
                features[:, n] = ABSENT.get(name, 0.0)
        return Candidates(self.rows, self.items, features)

    def some(self, chosen: npt.NDArray[Any]) -> "Candidates":
        return Candidates(self.rows[chosen], self.items[chosen], self.features[chosen])

    @classmethod
    def joined(cls, parts: Sequence["Candidates"]) -> Self:
        """Readers of later parts are counted on."""
        offsets = np.cumsum([0, *(int(part.rows.max(initial=-1)) + 1 for part in parts)])
        return cls(
            np.concatenate([part.rows + offset for part, offset in zip(parts, offsets, strict=False)]),
            np.concatenate([part.items for part in parts]),
            np.concatenate([part.features for part in parts]),
        )


def group_of(name: str) -> str:
    """Which group a feature belongs to; none for those that say nothing by themselves."""
    return OF_SOURCES.get(name.removesuffix("_of_best"), OF_FACTS.get(name, ""))


def candidates(sources: Sources, reading: Reading, among: Among | None = None) -> Candidates:
    """What any source thinks of for each reader of `reading`, with all its features; only items in `among`."""
    scores = sources.scores(reading)
    among = np.ones(len(sources.catalogue), bool) if among is None else among
    shared = _shared(sources, among)
    found = [_of_one(scores, shared, n, among) for n in range(len(reading))]
    if not sum(len(items) for items, _, _ in found):
        return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(NAMES)), np.float32))
    rows = np.repeat(np.arange(len(found)), [len(items) for items, _, _ in found])
    items = np.concatenate([items for items, _, _ in found])
    blocks = (
        np.concatenate([block for _, block, _ in found]),
        sources.facts[items],
        facts_of_readers(reading, sources.facts)[rows],
        facts_of_pairs(reading, rows, items),
        _fitting(sources, reading, rows, items),
        np.concatenate([agreeing for _, _, agreeing in found]),
    )
    return Candidates(rows, items, np.hstack(blocks).astype(np.float32))


def _of_one(scores: Scores, shared: tuple[Ints, Vectors], n: int, among: Among) -> tuple[Ints, Vectors, Vectors]:
    """Of one reader: the candidates, their scores (also as shares of the best), and how far the sources agree."""
    rows = {name: _row(block, n) for name, block in scores.items()}
    best = {name: _best(*row, among) for name, row in rows.items()}
    points = [1.0 / (RECIPROCAL + np.arange(len(each))) for each in best.values()]
    codes = np.concatenate([*best.values(), shared[0]])
    items, at = np.unique(codes, return_inverse=True)
    agreeing = np.bincount(at, weights=np.concatenate([*points, shared[1]]), minlength=len(items))
    many = np.bincount(at, minlength=len(items))
    if len(items) > KEPT:
        kept = np.union1d(np.argpartition(-agreeing, KEPT)[:KEPT], np.searchsorted(items, best["own"]))
        items, agreeing, many = items[kept], agreeing[kept], many[kept]
    block = np.empty((len(items), 2 * len(rows)), np.float32)
    scratch = np.zeros(len(among), np.float32)
    for column, (where, values) in enumerate(rows.values()):
        scratch[where] = values
        block[:, column] = scratch[items]
        block[:, len(rows) + column] = block[:, column] / max(float(values.max(initial=0.0)), 1e-9)
        scratch[where] = 0.0
    return items, block, np.stack([agreeing, many], axis=1)


def _row(block: Any, n: int) -> tuple[Any, npt.NDArray[np.float32]]:
    if not sparse.issparse(block):
        return slice(None), block[n]
    part = slice(block.indptr[n], block.indptr[n + 1])
    return block.indices[part], block.data[part]


def _best(where: Any, values: npt.NDArray[np.float32], among: Among) -> Ints:
    """The items with the highest positive scores, the highest first."""
    values = np.where(among[where], values, 0.0)
    top = np.argpartition(-values, EACH - 1)[:EACH] if len(values) > EACH else np.arange(len(values))
    top = top[values[top] > 0]
    top = top[np.argsort(-values[top], kind="stable")]
    return np.asarray(top if isinstance(where, slice) else where[top], np.int64)


def _shared(sources: Sources, among: Among) -> tuple[Ints, Vectors]:
    """What is most read at all, with the points of its place."""
    best = [_best(slice(None), sources.facts[:, OF_ITEMS.index(name)], among) for name in SHARED]
    points = [SHARED_POINTS / (RECIPROCAL + np.arange(len(each))) for each in best]
    return np.concatenate(best), np.concatenate(points).astype(np.float32)


def _fitting(sources: Sources, reading: Reading, rows: Ints, items: Ints) -> Vectors:
    """How much of what a reader reads is of the item's topic (on two clocks), kind and language."""
    catalogue = sources.catalogue
    long, now = sources.topics(reading), shares(mean(reading.at), catalogue.topics)
    kinds, langs = (shares(mean(reading.ever), of) for of in (catalogue.kinds, catalogue.langs))
    columns = [
        long[rows, catalogue.topics[items]],
        now[rows, catalogue.topics[items]],
        kinds[rows, catalogue.kinds[items]],
        langs[rows, catalogue.langs[items]],
    ]
    return np.stack(columns, axis=1)
