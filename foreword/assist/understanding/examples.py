"""What a model learns from, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Row = Mapping[str, npt.NDArray[np.float32]]
"""One text's unit vectors, by encoder; zeros where an encoder does not know the language."""
Rows = Mapping[str, Vectors]
"""The same for many texts, one a row."""

SEED: Final = "seed"
OWN: Final = "own"


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    labels: Mapping[str, str]
    """By head ("topic", "kind", …); a head that nobody decided is left out."""
    source: str = OWN
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """One head's word on one text."""

    value: str
    probability: float
    sure: bool
    """Beyond the probability above which 95 % of held-out guesses were right."""
    ranked: tuple[tuple[str, float], ...] = ()
    """All values, most probable first."""
