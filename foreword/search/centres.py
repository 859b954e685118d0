"""Where the texts of each language and role lie, for one encoder; see seeds.py for why that matters."""

from typing import Final

import numpy as np
import numpy.typing as npt

from foreword.search import languages, seeds
from foreword.search.encoders import Encoder, Vectors
from foreword.search.parts import GROUPS, LANGUAGES

# How many stored texts it takes before a language's own centre outweighs the seeds' (a judgement, not fitted).
SEED_WEIGHT: Final = 24
AT_ONCE: Final = 1_024


class Centres:
    def __init__(
        self,
        encoder: Encoder,
        asked: Vectors | None = None,
        sums: npt.NDArray[np.float64] | None = None,
        counts: npt.NDArray[np.float64] | None = None,
    ) -> None:
        """From what was saved: to embed the seeds anew takes a slow encoder a second."""
        self._encoder = encoder
        self.asked = self._seed_centres() if asked is None else asked
        self.sums = np.zeros((GROUPS, encoder.dimensions), np.float64) if sums is None else sums
        self.counts = np.zeros(GROUPS, np.float64) if counts is None else counts
        self._values: Vectors | None = None

    def _seed_centres(self) -> Vectors:
        centres = np.zeros((len(LANGUAGES), self._encoder.dimensions), np.float32)
        for code, language in enumerate(LANGUAGES):
            questions = seeds.QUESTIONS.get(language, ())
            if questions:
                centres[code] = np.mean([self._encoder.query(question) for question in questions], axis=0)
        return centres

    def add(self, groups: npt.NDArray[np.int8], vectors: Vectors) -> None:
        for group in set(groups.tolist()):
            self.sums[group] += vectors[groups == group].sum(axis=0)
            self.counts[group] += np.count_nonzero(groups == group)
        self._values = None

    @property
    def values(self) -> Vectors:
        """One for each group, as far as the encoder wants them taken away, leaning on the seeds while texts are few."""
        if self._values is None:
            leaning = self.sums + SEED_WEIGHT * np.tile(self.asked, (2, 1))
            centres = leaning / (self.counts + SEED_WEIGHT)[:, None] * self._encoder.centring
            self._values = centres.astype(np.float32)
            return self._values
        return self._values

    def question(self, text: str, read: Vectors | None = None) -> Vectors:
        """The question's vector, from the centre of the questions of its language; `read`, where known already."""
        language = LANGUAGES.index(languages.detect(text))
        question = (self._encoder.query(text) if read is None else read) - self.asked[language] * self._encoder.centring
        return np.asarray(question / max(float(np.linalg.norm(question)), 1e-6), dtype=np.float32)

    def cosines(
        self, question: Vectors, groups: npt.NDArray[np.int8], vectors: Vectors, distances: Vectors | None = None
    ) -> Vectors:
        """Of the question with each vector of length one, taken from its group's centre."""
        if distances is None:
            distances = self.distances(groups, vectors)
        return np.asarray((vectors @ question - (self.values @ question)[groups]) / distances, dtype=np.float32)

    def distances(self, groups: npt.NDArray[np.int8], vectors: Vectors) -> Vectors:
        """|d - m| of each vector of length one to its group's centre."""
        centres = self.values
        dots = np.empty(len(groups), np.float32)
        for at in range(0, len(groups), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            dots[some] = (vectors[some] * centres[groups[some]]).sum(axis=1)
        squares = 1.0 - 2.0 * dots + (centres**2).sum(axis=1)[groups]
        return np.asarray(np.sqrt(np.maximum(squares, 1e-6)), dtype=np.float32)

    def taken_away(self, groups: npt.NDArray[np.int8], vectors: Vectors) -> Vectors:
        return np.asarray(vectors - self.values[groups], dtype=np.float32)
