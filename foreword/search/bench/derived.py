"""Vectors for an invented library: the real encoder's for each distinct text, and for its editions these with noise."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from foreword.search.bench.invented import EDITION
from foreword.search.encoders import Encoder, Vectors
from foreword.search.passages import Passage
from foreword.search.vector_cache import VectorStore

NOISE: Final = 0.3
"""The length of the noise beside a vector of length one."""


class DerivedVectors(VectorStore):
    """Where a build takes its vectors from, in place of the file of vectors: it would take hours to fill it."""

    def __init__(self) -> None:
        self.embedded = 0
        self._of_text: dict[str, Vectors] = {}

    def vectors(self, encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
        bases = [passage.text.partition(EDITION)[0] for passage in passages]
        new = [base for base in dict.fromkeys(bases) if base not in self._of_text]
        if new:
            self._of_text.update(zip(new, encoder.stored([Passage.of("wording", text) for text in new]), strict=True))
            self.embedded += len(new)
        rows = np.stack([self._of_text[base] for base in bases])
        seed = np.frombuffer(bytes.fromhex(passages[0].hash), np.uint32)
        noise = np.random.default_rng(seed).standard_normal(rows.shape, np.float32)
        rows = rows + noise * (NOISE / np.sqrt(encoder.dimensions))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def _known(self, encoder: str, keys: Sequence[str]) -> dict[str, Vectors]:
        """Nothing is kept."""
        del encoder, keys
        return {}

    def _keep(self, encoder: str, fresh: dict[str, Vectors]) -> None:
        """Nor anything to keep."""

    def _forget_all_but(self, keys: Iterable[str]) -> None:
        """Nor to forget."""
