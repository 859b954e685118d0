"""An array one can append to, read as a plain numpy array without copying."""

from typing import Any, Self

import numpy as np
import numpy.typing as npt

FIRST_ROOM = 64


class GrowingArray:
    """Doubles its memory when full, so that a million appends copy twice, not a million times.

    One thread appends while others read: what `values` gave before stays as it was, and the length grows last.
    """

    def __init__(self, dtype: npt.DTypeLike, width: tuple[int, ...] = ()) -> None:
        self._memory = np.zeros((FIRST_ROOM, *width), dtype=dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> npt.NDArray[Any]:
        length = self._length
        return self._memory[:length]

    def append(self, value: Any) -> None:
        self._make_room(self._length + 1)
        self._memory[self._length] = value
        self._length += 1

    def extend(self, values: npt.NDArray[Any]) -> None:
        length = self._length + len(values)
        self._make_room(length)
        self._memory[self._length : length] = values
        self._length = length

    def lengthen(self, length: int) -> None:
        """Add zeros up to this length."""
        if length > self._length:
            self._make_room(length)
            self._length = length

    def _make_room(self, length: int) -> None:
        room = len(self._memory)
        while room < length:
            room *= 2
        if room > len(self._memory):
            grown = np.zeros((room, *self._memory.shape[1:]), dtype=self._memory.dtype)
            grown[: self._length] = self._memory[: self._length]
            self._memory = grown

    @classmethod
    def of(cls, values: npt.NDArray[Any]) -> Self:
        """Begin with a copy of these."""
        grown = cls(values.dtype, values.shape[1:])
        grown.extend(values)
        return grown
