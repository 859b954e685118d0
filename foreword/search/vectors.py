"""Exact nearest neighbours over one encoder's vectors, each language taken from its own centre.

Vectors are stored as they came; centring is arithmetic at query time: for a row d of a language with centre m,
cos(q, d - m) = (q.d - q.m) / |d - m|. So when the centres move nothing is stored anew. Exact search is the right one up
to some 50 000 rows (13 ms at 100 000); beyond that a library needs the approximate index of docs/decisions.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from foreword.search import languages, seeds
from foreword.search.encoders import Encoder, Vectors
from foreword.search.growing import GrowingArray
from foreword.search.passages import Passage

Scores = npt.NDArray[np.float32]

# How many stored texts it takes before a language's own centre outweighs the seeds' (a judgement, not fitted).
SEED_WEIGHT = 24
LANGUAGES = ("en", "zh-hans", "und")


class VectorIndex:
    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._rows = GrowingArray(np.float32, (encoder.dimensions,))
        self._slot = GrowingArray(np.int64)
        self._piece = GrowingArray(np.bool_)
        self._group = GrowingArray(np.int8)
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
        for passage, vector in zip(passages, vectors, strict=True):
            piece = passage.role == "piece"
            group = LANGUAGES.index(passage.language) + len(LANGUAGES) * piece
            self._rows.append(vector)
            self._slot.append(slot)
            self._piece.append(piece)
            self._group.append(group)
            self._sums[group] += vector
            self._counts[group] += 1
        self._spread = None

    @property
    def centres(self) -> Vectors:
        """Where wordings of each language lie, then where pieces do, leaning on the seeds while there are few."""
        weight = (self._counts + SEED_WEIGHT)[:, None]
        leaning = self._sums + SEED_WEIGHT * np.tile(self._asked, (2, 1))
        return np.asarray(leaning / weight, dtype=np.float32) * self.encoder.centring

    def scores(self, text: str, size: int) -> tuple[Scores, Scores]:
        """For every slot: the best cosine among its wordings, and among its pieces; -1 where it has none."""
        if not len(self._rows):
            return np.full(size, -1.0, np.float32), np.full(size, -1.0, np.float32)
        language = LANGUAGES.index(languages.detect(text))
        question = self.encoder.query(text) - self._asked[language] * self.encoder.centring
        question /= max(float(np.linalg.norm(question)), 1e-6)
        cosines = (self._rows.values @ question - (self.centres @ question)[self._group.values]) / self._distances()
        return self._best(cosines, ~self._piece.values, size), self._best(cosines, self._piece.values, size)

    def _best(self, cosines: Scores, chosen: npt.NDArray[np.bool_], size: int) -> Scores:
        best = np.full(size, -1.0, np.float32)
        np.maximum.at(best, self._slot.values[chosen], cosines[chosen])
        return best

    def _distances(self) -> Vectors:
        """|d - m| for every row; kept until a row is added."""
        if self._spread is None:
            centres, groups = self.centres, self._group.values
            dots = np.einsum("ij,ij->i", self._rows.values, centres[groups])
            squares = 1.0 - 2.0 * dots + (centres**2).sum(axis=1)[groups]
            self._spread = np.sqrt(np.maximum(squares, 1e-6)).astype(np.float32)
        return self._spread
