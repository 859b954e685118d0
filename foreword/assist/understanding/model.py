"""A learned model: for each head (topic, kind, …) one linear map from the space of questions to its labels.

To guess takes a product of a short vector with a small matrix: microseconds, and no library but numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from foreword.assist.understanding.calibration import NEVER, softmax
from foreword.assist.understanding.examples import Row, Said
from foreword.assist.understanding.space import Space

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    classes: tuple[str, ...]
    weights: Mapping[str, Array]
    """By block: one row a place, one column a class."""
    bias: Array
    temperature: float = 1.0
    threshold: float = NEVER
    figures: Mapping[str, Any] = field(default_factory=dict)
    """How it did on examples that it had not learned from."""


@dataclass(frozen=True, slots=True)
class Model:
    space: Space
    heads: Mapping[str, Head]

    @property
    def encoders(self) -> tuple[str, ...]:
        return self.space.encoders

    def say(self, text: str, lang: str, row: Row) -> dict[str, Said]:
        """Each head's word on a text. `row` must have a vector for every one of `encoders`."""
        placed = self.space.place(text, lang, row)
        found = {}
        for name, head in self.heads.items():
            scores = head.bias.astype(np.float64)
            for block, (places, values) in placed.items():
                weights = head.weights[block]
                scores = scores + values @ (weights if places is None else weights[places])
            found[name] = _said(head, softmax(scores, head.temperature))
        return found


def _said(head: Head, probabilities: npt.NDArray[np.float64]) -> Said:
    order = np.argsort(-probabilities, kind="stable")
    ranked = tuple((head.classes[at], float(probabilities[at])) for at in order)
    value, probability = ranked[0]
    return Said(value, probability, probability >= head.threshold, ranked)
