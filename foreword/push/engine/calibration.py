"""From a score to the probability that the reader uses it: isotonic, learned from readers the ranker did not see."""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from sklearn.isotonic import IsotonicRegression

ENOUGH: Final = 200
READERS: Final = 15
"""Fewer outcomes, or those of fewer readers, say nothing of a probability."""
BINS: Final = 15

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve through `scores` and `shares`; empty while nothing is known."""

    scores: Floats
    shares: Floats

    @classmethod
    def none(cls) -> Self:
        return cls(np.zeros(0), np.zeros(0))

    @classmethod
    def of(cls, scores: npt.NDArray[Any], used: npt.NDArray[np.bool_], readers: npt.NDArray[Any]) -> Self:
        if len(scores) < ENOUGH or len(np.unique(readers)) < READERS or not used.any():
            return cls.none()
        curve = IsotonicRegression(y_min=0.0, y_max=1.0).fit(scores, used)
        return cls(np.asarray(curve.X_thresholds_, np.float64), np.asarray(curve.y_thresholds_, np.float64))

    def probabilities(self, scores: npt.NDArray[Any]) -> Floats:
        """Nought while nothing is known: what is not known to be of use is not pushed."""
        if not len(self.scores):
            return np.zeros(len(scores))
        return np.interp(scores, self.scores, self.shares)


def calibration_error(probabilities: npt.NDArray[Any], used: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over bins of equal size."""
    if not len(probabilities):
        return 0.0
    order = np.argsort(probabilities, kind="stable")
    parts = np.array_split(order, BINS)
    gaps = [len(part) * abs(probabilities[part].mean() - used[part].mean()) for part in parts if len(part)]
    return float(sum(gaps) / len(order))
