"""An array one can append to, read as a plain numpy array without copying."""

from typing import Any

import numpy as np
import numpy.typing as npt


class GrowingArray:
    """Doubles its memory when full, so that a million appends copy twice, not a million times."""

    def __init__(self, dtype: npt.DTypeLike, width: tuple[int, ...] = ()) -> None:
        self._memory = np.zeros((64, *width), dtype=dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> npt.NDArray[Any]:
        return self._memory[: self._length]

    def append(self, value: Any) -> None:
        if self._length == len(self._memory):
            self._memory = np.concatenate([self._memory, np.zeros_like(self._memory)])
        self._memory[self._length] = value
        self._length += 1
