"""Nearest neighbours over one encoder's vectors, each language taken from its own centre.

Vectors are stored as they came; centring is arithmetic at query time: for a row d of a language with centre m,
cos(q, d - m) = (q.d - q.m) / |d - m|. So when the centres move nothing is stored anew.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from foreword.search import languages, seeds
from foreword.search.encoders import Encoder, Vectors
from foreword.search.growing import GrowingArray
from foreword.search.passages import Passage
from foreword.search.registry import Mask, Slots

Scores = npt.NDArray[np.float32]

# How many stored texts it takes before a language's own centre outweighs the seeds' (a judgement, not fitted).
SEED_WEIGHT = 24
LANGUAGES = ("en", "zh-hans", "und")
UNREAD = -1.0


class VectorIndex:
    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._rows = GrowingArray(np.float32, (encoder.dimensions,))
        self._slot = GrowingArray(np.int64)
        self._group = GrowingArray(np.int8)
        self._start = GrowingArray(np.int64)
        self._count = GrowingArray(np.int64)
        self._asked = self._seed_centres()
        self._sums = np.zeros((2 * len(LANGUAGES), encoder.dimensions), np.float32)
        self._counts = np.zeros(2 * len(LANGUAGES), np.float32)
        self._spread: Vectors | None = None

    def _seed_centres(self) -> Vectors:
        centres = np.zeros((len(LANGUAGES), self.encoder.dimensions), np.float32)
        for code, language in enumerate(LANGUAGES):
            questions = seeds.QUESTIONS.get(language, ())
            if questions:
                centres[code] = np.mean([self.encoder.query(question) for question in questions], axis=0)
        return centres

    def add(self, slot: int, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._start.lengthen(slot + 1)
        self._count.lengthen(slot + 1)
        self._start.values[slot] = len(self._rows)
        for passage, vector in zip(passages, vectors, strict=True):
            group = LANGUAGES.index(passage.language) + len(LANGUAGES) * (passage.role == "piece")
            self._rows.append(vector)
            self._slot.append(slot)
            self._group.append(group)
            self._sums[group] += vector
            self._counts[group] += 1
        self._count.values[slot] = len(passages)
        self._spread = None

    @property
    def centres(self) -> Vectors:
        """Where wordings of each language lie, then where pieces do, leaning on the seeds while there are few."""
        weight = (self._counts + SEED_WEIGHT)[:, None]
        leaning = self._sums + SEED_WEIGHT * np.tile(self._asked, (2, 1))
        return np.asarray(leaning / weight, dtype=np.float32) * self.encoder.centring

    def question(self, text: str) -> Vectors:
        """The question's vector, from the centre of the questions of its language."""
        language = LANGUAGES.index(languages.detect(text))
        question = self.encoder.query(text) - self._asked[language] * self.encoder.centring
        return np.asarray(question / max(float(np.linalg.norm(question)), 1e-6), dtype=np.float32)

    def nearest(self, question: Vectors, allowed: Callable[[Slots], Mask], limit: int) -> Slots:
        """At least `limit` slots, if there are so many, with the nearest allowed rows; each once, in no order."""
        if not len(self._rows):
            return np.zeros(0, np.int64)
        cosines = self._cosines(question, slice(None))
        slots = self._slot.values
        cosines = np.where(allowed(slots), cosines, -np.inf)
        most = min(limit * 2, len(cosines))
        while True:
            rows = np.argpartition(-cosines, most - 1)[:most]
            found = np.unique(slots[rows[cosines[rows] > -np.inf]])
            if len(found) >= limit or most == len(cosines):
                return found
            most = min(most * 4, len(cosines))

    def scores(self, question: Vectors, slots: Slots) -> tuple[Scores, Scores]:
        """For each of `slots`: the best cosine among its wordings, and among its pieces; -1 where it has none."""
        wordings, pieces = (np.full(len(slots), UNREAD, np.float32) for _ in range(2))
        known = slots < len(self._count)
        counts = np.zeros(len(slots), np.int64)
        counts[known] = self._count.values[slots[known]]
        owner = np.repeat(np.arange(len(slots)), counts)
        if len(owner):
            starts = self._start.values[slots[owner]]
            rows = starts + np.arange(len(owner)) - (np.cumsum(counts) - counts)[owner]
            cosines = self._cosines(question, rows)
            is_piece = self._group.values[rows] >= len(LANGUAGES)
            np.maximum.at(wordings, owner[~is_piece], cosines[~is_piece])
            np.maximum.at(pieces, owner[is_piece], cosines[is_piece])
        return wordings, pieces

    def _cosines(self, question: Vectors, rows: slice | Slots) -> Scores:
        group = self._group.values[rows]
        nearness = self._rows.values[rows] @ question - (self.centres @ question)[group]
        return np.asarray(nearness / self._distances()[rows], dtype=np.float32)

    def _distances(self) -> Vectors:
        """|d - m| for every row; kept until a row is added."""
        if self._spread is None:
            centres, groups = self.centres, self._group.values
            dots = np.einsum("ij,ij->i", self._rows.values, centres[groups])
            squares = 1.0 - 2.0 * dots + (centres**2).sum(axis=1)[groups]
            self._spread = np.sqrt(np.maximum(squares, 1e-6)).astype(np.float32)
        return self._spread
