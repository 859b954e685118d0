"""Approximate nearest rows: usearch's graph over 8-bit copies of the vectors, each taken from its language's centre.

It only proposes rows; their true cosines come from the rows themselves. Its centres stay those of the day it was made.
"""

import threading
from pathlib import Path
from typing import Any, Final, Self

# First onnxruntime's libraries, then usearch's: in the other order the process may crash.
import foreword.search.encoders  # noqa: F401  isort: skip

import numpy as np
import numpy.typing as npt
from usearch.index import Index

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]

CONNECTIVITY: Final = 16
EXPANSION_ADD: Final = 96
EXPANSION_SEARCH: Final = 192
AT_ONCE: Final = 4_096
# usearch keeps one workspace for each searching thread, as many as there are processors when an index is opened.
SEARCHERS: Final = 1


class Graph:
    def __init__(self, index: Index) -> None:
        self._index = index
        self._free = threading.Semaphore(SEARCHERS)

    def __len__(self) -> int:
        return len(self._index)

    @classmethod
    def empty(cls, dimensions: int) -> Self:
        settings: dict[str, Any] = {"connectivity": CONNECTIVITY, "expansion_add": EXPANSION_ADD}
        return cls(Index(ndim=dimensions, metric="cos", dtype="i8", expansion_search=EXPANSION_SEARCH, **settings))

    @classmethod
    def view(cls, path: Path) -> Self:
        """One that was saved, mapped into memory."""
        try:
            index = Index.restore(str(path), view=True)
        except RuntimeError as broken:  # usearch's word for a file that is not its own
            raise ValueError(f"{path.name}: {broken}") from broken
        if index is None:
            raise ValueError(f"{path.name} is no graph")
        index.expansion_search = EXPANSION_SEARCH  # type: ignore[misc]  # it has a setter
        return cls(index)

    def add(self, first: int, vectors: Vectors, threads: int = 1) -> None:
        """Rows from number `first` on, already taken from their centres; zero vectors are never near to anything."""
        rows = np.flatnonzero(np.linalg.norm(vectors, axis=1) > 0)
        with self._free:
            self._index.add(first + rows, vectors[rows], threads=threads)

    def nearest(self, question: Vectors, most: int) -> Rows:
        with self._free:
            return np.asarray(self._index.search(question, most, threads=1).keys, dtype=np.int64)

    def save(self, path: Path) -> None:
        self._index.save(str(path))
