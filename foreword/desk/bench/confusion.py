"""Which labels are taken for which: the pairs that are confused most, and the whole table."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Confusion:
    classes: tuple[str, ...]
    right: npt.NDArray[np.int64]
    """-1 for a label that the model has never seen."""
    guessed: npt.NDArray[np.int64]

    def pairs(self, most: int) -> list[tuple[str, str, int]]:
        """(right, guessed, how often), most often first."""
        wrong = Counter(
            (self._name(right), self._name(guess))
            for right, guess in zip(self.right.tolist(), self.guessed.tolist(), strict=True)
            if right != guess
        )
        return [(right, guess, count) for (right, guess), count in wrong.most_common(most)]

    def told(self) -> str:
        lines = ["| right | guessed | times |", "|---|---|---|"]
        lines += [f"| {right} | {guess} | {count} |" for right, guess, count in self.pairs(20)]
        return "\n".join([*lines, "", "```", *self._table(), "```"])

    def _table(self) -> list[str]:
        """A row for each right label, a column (by number) for each guess."""
        wide = max(len(name) for name in self.classes) + 4
        numbers = range(len(self.classes))
        rows = [" " * wide + "".join(f"{number + 1:>4}" for number in numbers)]
        for at, name in enumerate(self.classes):
            counts = Counter(self.guessed[self.right == at].tolist())
            cells = "".join(f"{counts[number] or '·':>4}" for number in numbers)
            rows.append(f"{at + 1:>2}  {name}".ljust(wide) + cells)
        return rows

    def _name(self, at: int) -> str:
        return self.classes[at] if at >= 0 else "(new)"
