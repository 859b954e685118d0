"""Alternating least squares for implicit use (Hu, Koren, Volinsky 2008): readers and items in few dimensions.

Only the items' side is kept; a reader is solved from what they used, so who came a minute ago is served like all.
"""

from typing import Final

import numpy as np

from foreword.push.engine.likeness import Vectors
from foreword.push.engine.log import Matrix

FACTORS: Final = 48
SURE: Final = 40.0
"""How much surer a use is than no use."""
HELD_BACK: Final = 20.0
ROUNDS: Final = 4
SEED: Final = 20_24


def item_factors(pairs: Matrix) -> Vectors:
    """Items × factors of a matrix of ones, readers × items."""
    generator = np.random.default_rng(SEED)
    items = generator.normal(0.0, 0.1, (pairs.shape[1], FACTORS)).astype(np.float32)
    of_readers, of_items = pairs.tocsr(), pairs.T.tocsr()
    for _ in range(ROUNDS):
        readers = solved(of_readers, items, shared(items))
        items = solved(of_items, readers, shared(readers))
    return items


def shared(others: Vectors) -> Vectors:
    """The part of every row's equation that is the same for all."""
    return np.asarray(others.T @ others + HELD_BACK * np.eye(others.shape[1]), np.float32)


def solved(rows: Matrix, others: Vectors, same: Vectors) -> Vectors:
    """For each row of ones the vector that explains it best, given those of the columns."""
    found = np.zeros((rows.shape[0], others.shape[1]), np.float32)
    for n in np.flatnonzero(np.diff(rows.indptr)):
        used = others[rows.indices[rows.indptr[n] : rows.indptr[n + 1]]]
        found[n] = np.linalg.solve(same + SURE * (used.T @ used), (1.0 + SURE) * used.sum(axis=0))
    return found
