"""Where one encoder's vectors lie: those of a generation in a mapped file, later ones in memory.

Up to EXACT rows they are compared one by one; beyond that a graph proposes which to compare.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from foreword.search import arrays
from foreword.search.graph import AT_ONCE, Graph
from foreword.search.growing import GrowingArray
from foreword.search.parts import PartList, Rows, Spans

Vectors = npt.NDArray[np.float32]

EXACT: Final = 20_000


class RowSet(Protocol):
    graph: Graph | None
    spans: Spans

    def __len__(self) -> int: ...

    @property
    def slot(self) -> npt.NDArray[np.int32]: ...

    @property
    def group(self) -> npt.NDArray[np.int8]: ...

    def vectors(self, rows: Rows | slice) -> Vectors: ...


class StoredRows:
    """A generation's, in the order of its parts."""

    def __init__(self, folder: Path, encoder: str, parts: PartList, spans: Spans) -> None:
        self.slot, self.group, self.spans = parts.slot.values, parts.group.values, spans
        self._rows: npt.NDArray[Any] = arrays.mapped(rows_file(folder, encoder))
        if len(self._rows) != len(parts):
            raise ValueError(f"{encoder} has read {len(self._rows)} of {len(parts)} parts")
        self.graph = Graph.view(graph_file(folder, encoder)) if len(parts) > EXACT else None
        if self.graph is None:
            self._rows = np.asarray(self._rows, dtype=np.float32)

    def __len__(self) -> int:
        return len(self._rows)

    def vectors(self, rows: Rows | slice) -> Vectors:
        return np.asarray(self._rows[rows], dtype=np.float32)


class FreshRows:
    """One thread adds while others read: `group` grows last, and gives the number of rows there are."""

    def __init__(self, dimensions: int) -> None:
        self.graph: Graph | None = None
        self.spans = Spans()
        self._rows = GrowingArray(np.float32, (dimensions,))
        self._slot = GrowingArray(np.int32)
        self._group = GrowingArray(np.int8)

    def __len__(self) -> int:
        return len(self._group)

    @property
    def slot(self) -> npt.NDArray[np.int32]:
        return self._slot.values[: len(self)]

    @property
    def group(self) -> npt.NDArray[np.int8]:
        return self._group.values

    def vectors(self, rows: Rows | slice) -> Vectors:
        return np.asarray(self._rows.values[: len(self)][rows])

    def add(self, slot: int, groups: npt.NDArray[np.int8], vectors: Vectors) -> None:
        start = len(self)
        self._rows.extend(vectors)
        self._slot.extend(np.full(len(groups), slot, np.int32))
        self._group.extend(groups)
        self.spans.set(slot, start, len(groups))


def rows_file(folder: Path, encoder: str) -> Path:
    return folder / f"{encoder}.rows.npy"


def graph_file(folder: Path, encoder: str) -> Path:
    return folder / f"{encoder}.graph"


def batches(first: int, last: int) -> Iterator[slice]:
    return (slice(at, min(at + AT_ONCE, last)) for at in range(first, last, AT_ONCE))
