"""Probabilities that mean what they say: temperature, error of calibration, and the threshold for 95 % right."""

from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.int64]

RIGHT: Final = 0.95
NEVER: Final = 1.01
"""A threshold that nothing reaches."""
LEAST_BEYOND: Final = 30
"""Held-out guesses that must stand behind a threshold."""
CAUTION: Final = 1.0
"""Standard errors that a threshold keeps away from its target: next year's questions are not last year's."""
_TEMPERATURES: Final = np.geomspace(0.2, 5, 60)


def softmax(scores: npt.NDArray[np.floating], temperature: float = 1.0) -> Array:
    moved = np.asarray(scores, np.float64) / temperature
    grown = np.exp(moved - moved.max(axis=-1, keepdims=True))
    return grown / grown.sum(axis=-1, keepdims=True)


def temperature(scores: npt.NDArray[np.floating], right: Chosen) -> float:
    """The one that makes held-out labels most probable."""
    at = np.arange(len(right))
    losses = [-np.log(np.maximum(softmax(scores, heat)[at, right], 1e-12)).mean() for heat in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def threshold(probabilities: Array, right: Chosen, target: float = RIGHT, caution: float = CAUTION) -> float:
    """The least probability of a first guess above which `target` of the first guesses are right; else NEVER."""
    order, rate = _running(probabilities, right)
    count = np.arange(1, len(rate) + 1)
    # Wilson's interval, which does not believe that thirty out of thirty are all.
    middle = (rate * count + caution**2 / 2) / (count + caution**2)
    lowest = middle - caution * np.sqrt(rate * (1 - rate) * count + caution**2 / 4) / (count + caution**2)
    good = np.flatnonzero(lowest >= target)
    good = good[good >= LEAST_BEYOND - 1]
    return float(probabilities.max(axis=1)[order][good[-1]]) if len(good) else NEVER


def best_share(probabilities: Array, right: Chosen, target: float = RIGHT) -> float:
    """The largest share that could be handed on by itself with `target` right, had one known where to draw the line."""
    _, rate = _running(probabilities, right)
    good = np.flatnonzero(rate >= target)
    return float(good[-1] + 1) / len(right) if len(good) else 0.0


def curve(probabilities: Array, right: Chosen, steps: int = 10) -> list[tuple[float, float]]:
    """Share of the most certain guesses, and how many of them are right."""
    _, rate = _running(probabilities, right)
    ends = [max(1, round(len(right) * step / steps)) for step in range(1, steps + 1)]
    return [(end / len(right), float(rate[end - 1])) for end in ends]


def calibration_error(probabilities: Array, right: Chosen, bins: int = 10) -> float:
    """Expected calibration error of the first guess, in equal bins."""
    said, hit = probabilities.max(axis=1), probabilities.argmax(axis=1) == right
    place = np.minimum((said * bins).astype(int), bins - 1)
    gaps = [abs(hit[place == b].mean() - said[place == b].mean()) * (place == b).mean() for b in set(place.tolist())]
    return float(sum(gaps))


def top(probabilities: Array, right: Chosen, among: int) -> float:
    """Share whose right label is among the `among` most probable."""
    best = np.argsort(-probabilities, axis=1, kind="stable")[:, :among]
    return float((best == right[:, np.newaxis]).any(axis=1).mean())


def macro_f1(guessed: Chosen, right: Chosen) -> float:
    """Mean of F1 over the labels that occur."""
    scores = []
    for label in np.unique(right):
        hits = ((guessed == label) & (right == label)).sum()
        scores.append(2 * hits / ((guessed == label).sum() + (right == label).sum()))
    return float(np.mean(scores))


def _running(probabilities: Array, right: Chosen) -> tuple[Chosen, Array]:
    """Guesses from the most certain on, and the share that is right up to each."""
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    hit = (probabilities.argmax(axis=1) == right)[order]
    return order, np.cumsum(hit) / np.arange(1, len(hit) + 1)
