"""One label for each slot (its kind, its language, …), stored as a number: there are far fewer labels than slots."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from foreword.search.growing import GrowingArray

Mask = npt.NDArray[np.bool_]


class Labels:
    def __init__(self, names: Sequence[str] = (), of_slot: npt.NDArray[Any] | None = None) -> None:
        self._names = list(names)
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._of_slot = GrowingArray(np.int32) if of_slot is None else GrowingArray.of(of_slot)
        self._uses: list[int] = np.bincount(self._of_slot.values, minlength=len(self._names)).tolist()

    @property
    def names(self) -> list[str]:
        return self._names

    @property
    def of_slot(self) -> npt.NDArray[np.int32]:
        return self._of_slot.values

    def append(self, label: str) -> None:
        number = self._numbers.get(label)
        if number is None:
            number = len(self._names)
            self._names.append(label)
            self._uses.append(0)
            self._numbers[label] = number
        self._uses[number] += 1
        self._of_slot.append(number)

    def name(self, slot: int) -> str:
        return self._names[self._of_slot.values[slot]]

    def uses(self, labels: Collection[str]) -> int:
        """How many slots have one of these labels, dead ones too."""
        return sum(self._uses[self._numbers[label]] for label in labels if label in self._numbers)

    def slots_with(self, labels: Collection[str]) -> npt.NDArray[np.int64]:
        numbers = self._of_slot.values  # Before the names: every number among them has its name by then.
        return np.flatnonzero(self._wanted(labels)[numbers])

    def among(self, slots: npt.NDArray[np.int64], labels: Collection[str]) -> Mask:
        """Which of `slots` have one of these labels."""
        numbers = self._of_slot.values[slots]
        return np.asarray(self._wanted(labels)[numbers], dtype=np.bool_)

    def _wanted(self, labels: Collection[str]) -> Mask:
        wanted = np.zeros(len(self._names), np.bool_)
        wanted[[self._numbers[label] for label in labels if label in self._numbers]] = True
        return wanted

    def where(self, slots: npt.NDArray[np.int64], accepts: Callable[[str], bool]) -> Mask:
        """Which of `slots` have a label that is accepted; each label among them is asked for once."""
        numbers, position = np.unique(self._of_slot.values[slots], return_inverse=True)
        accepted = np.fromiter((accepts(self._names[number]) for number in numbers), np.bool_, len(numbers))
        return np.asarray(accepted[position], dtype=np.bool_)
