"""Item-to-item likeness as sparse matrices, the hundred nearest of each item."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from foreword.push.engine.log import Matrix

NEAREST: Final = 100
ROWS: Final = 512
"""How many rows of a likeness are dense at once."""
BETA: Final = 0.6
"""How much RP3β takes from what everybody reads."""

Vectors = npt.NDArray[np.float32]


def nearest_of(rows: Any, others: Any, most: int = NEAREST, *, itself: bool = False) -> Matrix:
    """The products of `rows` with `others` (sparse or dense), only the highest of each row."""
    parts = []
    for start in range(0, rows.shape[0], ROWS):
        found = rows[start : start + ROWS] @ others.T
        dense = found.toarray() if sparse.issparse(found) else np.asarray(found)
        if not itself:
            own = np.arange(start, start + dense.shape[0])
            dense[np.arange(dense.shape[0]), own] = 0.0
        parts.append(highest(dense, most))
    return sparse.vstack(parts, format="csr") if parts else sparse.csr_matrix((0, others.shape[0]), dtype=np.float32)


def highest(dense: npt.NDArray[Any], most: int) -> Matrix:
    """A dense block with all but the highest positive values of each row left out."""
    most = min(most, dense.shape[1])
    columns = np.argpartition(-dense, most - 1, axis=1)[:, :most]
    values = np.take_along_axis(dense, columns, axis=1).ravel()
    rows = np.repeat(np.arange(dense.shape[0]), most)
    kept = values > 0
    found = (values[kept].astype(np.float32), (rows[kept], columns.ravel()[kept]))
    return sparse.csr_matrix(found, shape=dense.shape)


def unit(matrix: Matrix) -> Matrix:
    """Each row of length one; rows of noughts stay."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1.0 / np.where(lengths > 0, lengths, 1.0)) @ matrix).tocsr().astype(np.float32)


def mean(weights: Matrix) -> Matrix:
    """Each row summing to one; rows of noughts stay."""
    totals = np.asarray(weights.sum(axis=1)).ravel()
    return (sparse.diags(1.0 / np.where(totals > 0, totals, 1.0)) @ weights).tocsr().astype(np.float32)


def lengthened(vectors: npt.NDArray[Any]) -> Vectors:
    """Dense rows of length one; rows of noughts stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


def walks(pairs: Matrix) -> Matrix:
    """RP3β: where a walk item → reader → item ends, less what everybody reads anyway."""
    items = np.maximum(np.asarray(pairs.sum(axis=0)).ravel(), 1.0)
    readers = np.maximum(np.asarray(pairs.sum(axis=1)).ravel(), 1.0)
    to_reader = (sparse.diags(1.0 / items) @ pairs.T).tocsr()
    to_item = (sparse.diags(1.0 / readers) @ pairs @ sparse.diags(items**-BETA)).tocsr()
    return nearest_of(to_reader, to_item.T.tocsr())
