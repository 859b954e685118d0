"""Learning: regularised multinomial logistic regression for each head, checked on folds that it has not seen.

Solved in the basis of the examples themselves (kernel trick): as exact as in the space of all terms, and many times
faster while there are fewer examples than terms. scikit-learn and scipy are loaded here and nowhere else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from foreword.assist.understanding import calibration
from foreword.assist.understanding.examples import OWN, Example, Rows
from foreword.assist.understanding.model import Head, Model
from foreword.assist.understanding.space import Space

Array = npt.NDArray[np.float64]

STRENGTH: Final = 10.0
"""Inverse of the regularisation."""
EVENING: Final = 0.5
"""How far rare labels are helped: an example weighs (frequency of its label) ** -0.5."""
FOLDS: Final = 5
MOST_DIRECTIONS: Final = 1_000
LEAST_JUDGED: Final = 40
"""Own examples below which a head is judged on the seeds as well."""


@dataclass(frozen=True, slots=True)
class Learned:
    model: Model
    held_out: Mapping[str, "HeldOut"]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What a head said of its own examples while they were left out."""

    examples: npt.NDArray[np.int64]
    """Their places among the examples."""
    classes: tuple[str, ...]
    right: npt.NDArray[np.int64]
    probabilities: Array


@dataclass(frozen=True, slots=True)
class _Basis:
    blocks: Mapping[str, Any]
    directions: Array
    """From weights on examples to coordinates."""
    coordinates: Array


def learn(examples: Sequence[Example], langs: Sequence[str], rows: Rows, *, seed: int = 1) -> Learned:
    """A model from all the examples. A head with fewer than two labels is left out."""
    texts = [example.text for example in examples]
    space = Space.of(texts, langs, rows)
    basis = _basis(space.blocks(texts, langs, rows))
    heads, held_out = {}, {}
    for name in sorted({head for example in examples for head in example.labels}):
        fitted = _head(name, examples, basis, seed)
        if fitted:
            heads[name], held_out[name] = fitted
    return Learned(Model(space, heads), held_out)


def _basis(blocks: Mapping[str, Any]) -> _Basis:
    alike = np.sum([np.asarray(_dense(block @ block.T), np.float64) for block in blocks.values()], axis=0)
    count = len(alike)
    first = max(0, count - MOST_DIRECTIONS)
    spread, directions = import_module("scipy.linalg").eigh(alike, subset_by_index=[first, count - 1])
    kept = spread > spread.max() * 1e-6
    spread, directions = spread[kept], directions[:, kept]
    return _Basis(blocks, directions / np.sqrt(spread), directions * np.sqrt(spread))


def _head(name: str, examples: Sequence[Example], basis: _Basis, seed: int) -> tuple[Head, HeldOut] | None:
    mine = np.array([at for at, example in enumerate(examples) if name in example.labels])
    labels = [examples[at].labels[name] for at in mine]
    classes = tuple(sorted(set(labels)))
    if len(classes) < 2:
        return None
    right = np.array([classes.index(label) for label in labels])
    weights = np.array([examples[at].weight for at in mine])
    points = basis.coordinates[mine]
    judged = _judged([examples[at] for at in mine])
    scores = _held_out(points, right, weights, len(classes), seed)
    heat = calibration.temperature(scores[judged], right[judged])
    held = HeldOut(mine[judged], classes, right[judged], calibration.softmax(scores[judged], heat))
    coefficients, bias = _fit(points, right, weights, len(classes))
    on_examples = basis.directions @ coefficients
    head = Head(
        classes=classes,
        weights={block: np.asarray(_dense(x.T @ on_examples), np.float32) for block, x in basis.blocks.items()},
        bias=bias.astype(np.float32),
        temperature=heat,
        threshold=calibration.threshold(held.probabilities, held.right),
        figures=figures(held),
    )
    return head, held


def figures(held: HeldOut) -> dict[str, Any]:
    guessed = held.probabilities.argmax(axis=1)
    return {
        "examples": len(held.right),
        "top1": round(calibration.top(held.probabilities, held.right, 1), 4),
        "top3": round(calibration.top(held.probabilities, held.right, 3), 4),
        "macro_f1": round(calibration.macro_f1(guessed, held.right), 4),
        "ece": round(calibration.calibration_error(held.probabilities, held.right), 4),
    }


def _judged(examples: Sequence[Example]) -> npt.NDArray[np.int64]:
    """The library's own examples once there are enough: how well seeds are told apart says little about readers."""
    own = [at for at, example in enumerate(examples) if example.source == OWN]
    return np.array(own if len(own) >= LEAST_JUDGED else range(len(examples)))


def _held_out(points: Array, right: npt.NDArray[np.int64], weights: Array, classes: int, seed: int) -> Array:
    scores = np.zeros((len(right), classes))
    fold = _folds(right, seed)
    for number in range(FOLDS):
        out = fold == number
        if out.any() and not out.all():
            coefficients, bias = _fit(points[~out], right[~out], weights[~out], classes)
            scores[out] = points[out] @ coefficients + bias
    return scores


def _folds(right: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.int64]:
    """Each label dealt out evenly."""
    chance = np.random.default_rng(seed)
    fold = np.zeros(len(right), np.int64)
    for label in np.unique(right):
        places = chance.permutation(np.flatnonzero(right == label))
        fold[places] = (np.arange(len(places)) + chance.integers(FOLDS)) % FOLDS
    return fold


def _fit(points: Array, right: npt.NDArray[np.int64], weights: Array, classes: int) -> tuple[Array, Array]:
    """Coefficients (one column a class) and bias; labels that are not there keep a score far below all others."""
    counts = Counter(right.tolist())
    evened = np.array([(len(right) / counts[label]) ** EVENING for label in right.tolist()])
    evened *= weights * len(right) / (evened * weights).sum()
    coefficients, bias = np.zeros((points.shape[1], classes)), np.full(classes, -20.0)
    if len(counts) == 1:
        bias[right[0]] = 0.0
        return coefficients, bias
    regression = import_module("sklearn.linear_model").LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    regression.fit(points, right, sample_weight=evened)
    found, start = regression.coef_, regression.intercept_
    if len(regression.classes_) == 2:
        found, start = np.vstack([-found[0] / 2, found[0] / 2]), np.array([-start[0] / 2, start[0] / 2])
    coefficients[:, regression.classes_] = found.T
    bias[regression.classes_] = start
    return coefficients, bias


def _dense(matrix: Any) -> Any:
    return matrix.toarray() if hasattr(matrix, "toarray") else matrix
