"""What some readers used and when, as rows: all that is known of a reader here."""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from foreword.push.engine.log import Ints, Log, Matrix

NOW, SHORT, LONG = 7.0, 45.0, 120.0
"""Half-lives in days: what a reader is at, what they looked at lately, what they are about (push.md, finding 6)."""
NEVER: Final = 999.0
"""Days, where there was no such day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Readers × items: weights on three clocks, ones, times of use, and days since the last and the first use (plus
    one, so that today is not nought).
    """

    at: Matrix
    short: Matrix
    long: Matrix
    ever: Matrix
    times: Matrix
    last: Matrix
    first: Matrix

    @classmethod
    def of(cls, log: Log, now: float) -> Self:
        keys = log.pair_keys()
        pairs, first, back, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        last = np.zeros(len(pairs), np.int64)
        last[back] = np.arange(len(keys))  # in order of time: the last one stays
        of, items = np.divmod(pairs, max(log.n_items, 1))
        ends = np.searchsorted(of, np.arange(log.n_users + 1))

        def filled(values: npt.NDArray[Any]) -> Matrix:
            return sparse.csr_matrix((values.astype(np.float32), items, ends), shape=(log.n_users, log.n_items))

        def decayed(half_life: float) -> Matrix:
            weights = log.worth * 2.0 ** (-(now - log.days) / half_life)
            return filled(np.bincount(back, weights=weights, minlength=len(pairs)))

        return cls(
            at=decayed(NOW),
            short=decayed(SHORT),
            long=decayed(LONG),
            ever=filled(np.ones(len(pairs))),
            times=filled(counts),
            last=filled(now - log.days[last] + 1.0),
            first=filled(now - log.days[first] + 1.0),
        )

    def __len__(self) -> int:
        return int(self.ever.shape[0])

    def some(self, readers: Ints) -> "Reading":
        rows = (self.at, self.short, self.long, self.ever, self.times, self.last, self.first)
        return Reading(*(each[readers] for each in rows))
