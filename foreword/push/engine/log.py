"""The log that the engine learns from: who used what, when, and how much that says, in order of time."""

import dataclasses
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Matrix = Any
"""A scipy CSR matrix."""

SECONDS: Final = 86_400.0
TOUCH_DAYS: Final = 1 / 24
"""Two events of one reader with one item closer than this are one: a scanner that beeped twice."""
MOST: Final = 2_000
"""Events of one reader that count, the latest: a script with a hundred thousand weighs no more than a heavy reader."""


@dataclass(frozen=True, slots=True)
class Log:
    """`users`, `items`, `days` (since the epoch) and `worth` (1 is one use) are parallel and sorted by time."""

    users: Ints
    items: Ints
    days: Floats
    worth: Floats
    n_users: int
    n_items: int

    @classmethod
    def of(
        cls, users: Ints, items: Ints, days: Floats, worth: Floats | None = None, *, n_users: int, n_items: int
    ) -> Self:
        worth = np.ones(len(users)) if worth is None else worth
        order = np.lexsort((items, users, days))
        log = cls(users[order], items[order], days[order], worth[order], n_users, n_items)
        return log.some(~_touched_again(log)).latest(MOST)

    def __len__(self) -> int:
        return len(self.users)

    @property
    def end(self) -> float:
        return float(self.days[-1]) if len(self) else 0.0

    @property
    def start(self) -> float:
        return float(self.days[0]) if len(self) else 0.0

    def before(self, day: float) -> Self:
        return self.some(self.days < day)

    def between(self, start: float, end: float) -> Self:
        return self.some((self.days >= start) & (self.days < end))

    def without(self, other: Self) -> Self:
        """Only what a reader had not used in `other`."""
        known = np.unique(other.pair_keys())
        return self.some(~np.isin(self.pair_keys(), known))

    def alone(self) -> Self:
        """The same events as of the only reader there is."""
        return dataclasses.replace(self, users=np.zeros_like(self.users), n_users=1)

    def pair_keys(self) -> Ints:
        """Reader and item as one number."""
        return self.users * self.n_items + self.items

    def weights(self, now: float, half_life: float | None) -> Matrix:
        """Readers × items: each event counts its worth, and half of that after a half-life of days."""
        values = self.worth if half_life is None else self.worth * 2.0 ** (-(now - self.days) / half_life)
        shape = (self.n_users, self.n_items)
        return sparse.csr_matrix((values.astype(np.float32), (self.users, self.items)), shape=shape)

    def pairs(self) -> Matrix:
        """Readers × items, 1 where there was anything at all."""
        found = self.weights(self.end, None)
        found.data[:] = 1.0
        return found

    def counts(self, since: float = -np.inf) -> Floats:
        """By item, how many events there were from a day on."""
        return np.bincount(self.items[self.days >= since], minlength=self.n_items).astype(float)

    def last_days(self) -> Floats:
        """By item, the day of its last event; -inf where there was none."""
        last = np.full(self.n_items, -np.inf)
        last[self.items] = self.days  # in order of time: the last one stays
        return last

    def first_days(self) -> Floats:
        first = np.full(self.n_items, np.inf)
        first[self.items[::-1]] = self.days[::-1]
        return first

    def some(self, chosen: npt.NDArray[np.bool_]) -> Self:
        return dataclasses.replace(
            self,
            users=self.users[chosen],
            items=self.items[chosen],
            days=self.days[chosen],
            worth=self.worth[chosen],
        )

    def latest(self, most: int) -> Self:
        """Of each reader only the latest events."""
        by_user = np.lexsort((-self.days, self.users))
        users = self.users[by_user]
        kept = np.zeros(len(self), bool)
        kept[by_user] = np.arange(len(self)) - np.searchsorted(users, users) < most
        return self if kept.all() else self.some(kept)


def _touched_again(log: Log) -> npt.NDArray[np.bool_]:
    """Without times all is of one moment, and then a pair is one use."""
    keys = log.pair_keys()
    by_pair = np.lexsort((log.days, keys))
    again = np.zeros(len(log), bool)
    same = keys[by_pair][1:] == keys[by_pair][:-1]
    again[by_pair[1:]] = same & (np.diff(log.days[by_pair]) < TOUCH_DAYS)
    return again
