"""The passages of every document, in the order of slots: whose each is, its language and role, and its text's hash.

The rows of every encoder that has read a whole generation lie in this order.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from foreword.search import arrays
from foreword.search.growing import GrowingArray
from foreword.search.passages import Passage, Role

LANGUAGES: Final = ("en", "zh-hans", "und")
GROUPS: Final = 2 * len(LANGUAGES)
HASH_BYTES: Final = 16
Rows = npt.NDArray[np.int64]


def group_of(passage: Passage) -> int:
    """Wordings by language, then pieces by language."""
    return LANGUAGES.index(passage.language) + len(LANGUAGES) * (passage.role == "piece")


def is_piece(groups: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
    return groups >= len(LANGUAGES)


class Spans:
    """Which rows each slot has: one run of them."""

    def __init__(self, start: npt.NDArray[Any] | None = None, count: npt.NDArray[Any] | None = None) -> None:
        self._start = GrowingArray(np.int64) if start is None else GrowingArray.of(start)
        self._count = GrowingArray(np.int32) if count is None else GrowingArray.of(count)

    def set(self, slot: int, start: int, count: int) -> None:
        self._start.lengthen(slot + 1)
        self._count.lengthen(slot + 1)
        self._start.values[slot] = start
        self._count.values[slot] = count

    def counts(self, slots: Rows) -> Rows:
        count = self._count.values
        known = slots < len(count)
        counts = np.zeros(len(slots), np.int64)
        counts[known] = count[slots[known]]
        return counts

    def rows(self, slots: Rows) -> tuple[Rows, Rows]:
        """All rows of all `slots`, and for each row the position in `slots` of its owner."""
        counts = self.counts(slots)
        owner = np.repeat(np.arange(len(slots)), counts)
        if not len(owner):
            return owner, owner
        within = np.arange(len(owner)) - (np.cumsum(counts) - counts)[owner]
        return self._start.values[slots[owner]] + within, owner


class PartList:
    """Filled once, by a build; then saved, and only read."""

    def __init__(self) -> None:
        self.slot = GrowingArray(np.int32)
        self.group = GrowingArray(np.int8)
        self._hashes = GrowingArray(np.uint8, (HASH_BYTES,))
        self._ends = GrowingArray(np.int64)
        self._stored: npt.NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.group)

    @property
    def slots(self) -> int:
        return len(self._ends)

    def append(self, slot: int, parts: Sequence[Passage]) -> None:
        for part in parts:
            self.slot.append(slot)
            self.group.append(group_of(part))
            self._hashes.append(np.frombuffer(bytes.fromhex(part.hash), np.uint8))
        self._ends.append(len(self.group))

    def of(self, slot: int) -> tuple[Passage, ...]:
        """A document's passages without their text."""
        ends = self._ends.values
        return tuple(self._passage(row) for row in range(int(ends[slot - 1]) if slot else 0, int(ends[slot])))

    def _passage(self, row: int) -> Passage:
        hashes = self._hashes.values if self._stored is None else self._stored
        group = int(self.group.values[row])
        role: Role = "piece" if group >= len(LANGUAGES) else "wording"
        return Passage(role, LANGUAGES[group % len(LANGUAGES)], hashes[row].tobytes().hex())

    def spans(self) -> Spans:
        ends = self._ends.values
        starts = np.concatenate([np.zeros(min(1, len(ends)), np.int64), ends[:-1]])
        return Spans(starts, (ends - starts).astype(np.int32))

    def save(self, folder: Path) -> None:
        for name, column in (("slot", self.slot), ("group", self.group), ("ends", self._ends)):
            np.save(folder / f"part_{name}.npy", column.values)
        np.save(folder / "part_hash.npy", self._hashes.values)

    @classmethod
    def load(cls, folder: Path) -> Self:
        parts = cls()
        columns = [GrowingArray.of(arrays.mapped(folder / f"part_{name}.npy")) for name in ("slot", "group", "ends")]
        parts.slot, parts.group, parts._ends = columns
        parts._stored = arrays.mapped(folder / "part_hash.npy")
        return parts
