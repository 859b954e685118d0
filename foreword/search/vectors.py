"""Nearest neighbours over one encoder's vectors, each language taken from its own centre.

Vectors are stored as they came; centring is arithmetic at query time: for a row d of a language with centre m,
cos(q, d - m) = (q.d - q.m) / |d - m|. So when the centres move nothing is stored anew.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from foreword.search.centres import Centres
from foreword.search.encoders import Encoder, Vectors
from foreword.search.graph import Graph
from foreword.search.parts import Rows, group_of, is_piece
from foreword.search.passages import Passage
from foreword.search.reach import FEW, Reach
from foreword.search.registry import Slots
from foreword.search.rows import EXACT, FreshRows, RowSet, StoredRows, batches

Scores = npt.NDArray[np.float32]

UNREAD: Final = -1.0
# A graph is asked for more and more rows, up to so many, until enough of them are allowed.
MOST_PROPOSED: Final = 4_096


class VectorIndex:
    def __init__(self, encoder: Encoder, stored: StoredRows | None = None, centres: Centres | None = None) -> None:
        self.encoder = encoder
        self.stored = stored
        self._centres = centres or Centres(encoder)
        self._fresh = FreshRows(encoder.dimensions)
        self._in_graph = 0
        self._kept_distances: dict[int, Vectors] = {}

    @property
    def fresh(self) -> int:
        """Rows that are in no generation yet."""
        return len(self._fresh)

    def add(self, slot: int, passages: Sequence[Passage], vectors: Vectors) -> None:
        if not len(passages):
            return
        groups = np.array([group_of(passage) for passage in passages], np.int8)
        self._centres.add(groups, vectors)
        self._fresh.add(slot, groups, vectors)
        self._tend_graph(self._fresh)

    def _tend_graph(self, rows: FreshRows) -> None:
        """Once there are too many to compare one by one, all that are not in the graph go there."""
        if len(rows) <= EXACT:
            return
        graph = rows.graph or Graph.empty(self.encoder.dimensions)
        # Zero vectors are in no graph, so its own length does not tell how far it has come.
        for some in batches(self._in_graph, len(rows)):
            graph.add(some.start, self._centres.taken_away(rows.group[some], rows.vectors(some)))
        self._in_graph = len(rows)
        rows.graph = graph

    def reads(self, language: str) -> bool:
        return self.encoder.languages is None or language in self.encoder.languages

    def question(self, text: str, read: Vectors | None = None) -> Vectors:
        return self._centres.question(text, read)

    def nearest(self, question: Vectors, reach: Reach, limit: int) -> Slots:
        """At least `limit` slots within reach, if there are so many, with the nearest rows; each once, in no order."""
        if (few := reach.few) is not None:
            return self._best(few, question, limit)
        sets = [rows for rows in (self.stored, self._fresh) if rows is not None and len(rows)]
        near = [self._nearest_of(rows, question, reach, limit) for rows in sets]
        return np.unique(np.concatenate(near)) if near else np.zeros(0, np.int64)

    def _best(self, slots: Slots, question: Vectors, limit: int) -> Slots:
        """Compared one by one."""
        best = np.maximum(*self.scores(question, slots))
        if len(slots) > limit:
            slots = slots[np.argpartition(-best, limit - 1)[:limit]]
        return slots

    def _nearest_of(self, rows: RowSet, question: Vectors, reach: Reach, limit: int) -> Slots:
        propose = self._proposer(rows, question)
        there, asked = len(rows), limit * 3
        while True:
            proposed = rows.slot[propose(min(asked, there))].astype(np.int64)
            _, first = np.unique(proposed, return_index=True)
            slots = proposed[np.sort(first)]
            slots = slots[reach.allowed(slots)]
            if len(slots) >= limit or asked >= there:
                # A graph's order is nearly right: with some to spare, what is cut off is no loss.
                return slots[: limit * 2]
            if rows.graph and asked >= MOST_PROPOSED:
                return self._best(reach.all, question, limit) if len(reach.all) <= FEW else slots
            asked *= 2

    def _proposer(self, rows: RowSet, question: Vectors) -> Callable[[int], Rows]:
        """Gives the nearest rows, as many as asked, in their order."""
        if graph := rows.graph:
            return lambda most: graph.nearest(question, most)
        everything = slice(0, len(rows))
        farness = -self._cosines(rows, question, everything, self._distances(rows, everything))

        def propose(most: int) -> Rows:
            chosen = np.argpartition(farness, most - 1)[:most]
            return np.asarray(chosen[np.argsort(farness[chosen], kind="stable")], dtype=np.int64)

        return propose

    def scores(self, question: Vectors, slots: Slots) -> tuple[Scores, Scores]:
        """For each of `slots`: the best cosine among its wordings, and among its pieces; -1 where it has none."""
        wordings, pieces = (np.full(len(slots), UNREAD, np.float32) for _ in range(2))
        for rows in (self.stored, self._fresh):
            if rows is None or not len(rows):
                continue
            some, owner = rows.spans.rows(slots)
            if len(some):
                cosines = self._cosines(rows, question, some)
                piece = is_piece(rows.group[some])
                np.maximum.at(wordings, owner[~piece], cosines[~piece])
                np.maximum.at(pieces, owner[piece], cosines[piece])
        return wordings, pieces

    def _cosines(self, rows: RowSet, question: Vectors, some: Rows | slice, distances: Vectors | None = None) -> Scores:
        return self._centres.cosines(question, rows.group[some], rows.vectors(some), distances)

    def _distances(self, rows: RowSet, everything: slice) -> Vectors:
        """|d - m| of all rows, as it was when the last of them came; good enough to propose by."""
        kept = self._kept_distances.get(id(rows))
        if kept is None or len(kept) != everything.stop:
            kept = self._centres.distances(rows.group[everything], rows.vectors(everything))
            self._kept_distances[id(rows)] = kept
        return kept
