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


def nearest_of(rows: Any, others: Any, most: int = NEAREST, *, thin: bool = False) -> Matrix:
    """The products of `rows` with `others` (sparse or dense), only the highest of each row, and none with itself.

    `thin` says that most of the products are nought, so that they are better looked through as they are.
    """
    turned = others.T.tocsr() if sparse.issparse(others) else others.T
    parts = []
    for start in range(0, rows.shape[0], ROWS):
        found = rows[start : start + ROWS] @ turned
        own = np.arange(start, start + found.shape[0])
        if thin:
            found.setdiag(0.0, k=start)
            parts.append(strongest(found, most))
            continue
        dense = found.toarray() if sparse.issparse(found) else np.asarray(found)
        dense[np.arange(dense.shape[0]), own] = 0.0
        parts.append(highest(dense, most))
    return sparse.vstack(parts, format="csr") if parts else sparse.csr_matrix((0, others.shape[0]), dtype=np.float32)


def strongest(found: Matrix, most: int) -> Matrix:
    """A sparse matrix with all but the highest positive values of each row left out."""
    found = found.tocsr()
    sizes = np.diff(found.indptr)
    if not (sizes > most).any() and (found.data > 0).all():
        return found
    rows = np.repeat(np.arange(found.shape[0]), sizes)
    order = np.lexsort((-found.data, rows))
    kept = order[(np.arange(len(order)) - found.indptr[rows] < most) & (found.data[order] > 0)]
    return sparse.csr_matrix((found.data[kept], (rows[kept], found.indices[kept])), shape=found.shape)


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
    return _divided(matrix, np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()))


def mean(weights: Matrix) -> Matrix:
    """Each row summing to one; rows of noughts stay."""
    return _divided(weights, np.asarray(weights.sum(axis=1)).ravel())


def _divided(matrix: Matrix, by: npt.NDArray[Any]) -> Matrix:
    by = np.repeat(np.where(by > 0, by, 1.0), np.diff(matrix.indptr))
    data = (matrix.data / by).astype(np.float32)
    return sparse.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


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
    return nearest_of(to_reader, to_item.T.tocsr(), thin=True)
