"""all-MiniLM-L6-v2, computed: six layers of BERT, the mean over all places, length one.

Reimers & Gurevych 2019 (doi:10.18653/v1/D19-1410), Wang et al. 2020 (arXiv:2002.10957). English only. One text at a
time: with matrices of this size numpy's BLAS is as fast as a runtime, and a batch would only be padding.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from foreword.search.minilm import wordpiece
from foreword.search.minilm.weights import Tensor, tensors

Array = npt.NDArray[np.float32]

DIMENSIONS, LAYERS, HEADS = 384, 6, 12
# The model was trained on 128 and accepts 512.
MOST_PIECES = 256
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Dense:
    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        return x @ self.weight + self.bias


@dataclass(frozen=True, slots=True)
class Norm:
    gain: Tensor
    bias: Tensor

    def __call__(self, x: Array) -> Array:
        x = x - x.mean(axis=-1, keepdims=True)
        scale = 1 / np.sqrt((x * x).mean(axis=-1, keepdims=True) + EPSILON)
        return np.asarray(x * scale * self.gain + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class Layer:
    """`attend` is query, key and value side by side: one large product instead of three small ones."""

    attend: Dense
    join: Dense
    joined: Norm
    widen: Dense
    narrow: Dense
    narrowed: Norm

    def __call__(self, x: Array) -> Array:
        places = len(x)
        query, key, value = self.attend(x).reshape(places, 3, HEADS, -1).transpose(1, 2, 0, 3)
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        heard = (weights @ value).transpose(1, 0, 2).reshape(places, -1)
        x = self.joined(x + self.join(heard))
        return self.narrowed(x + self.narrow(_gelu(self.widen(x))))


class MiniLM:
    """Reads its 23 MB when made, keeps some 55 MB."""

    def __init__(self) -> None:
        self._tensors = tensors()
        self._embedded = Norm(*self._norm("embeddings.LayerNorm"))
        names = [name.removesuffix("_q") for name in self._tensors if name.startswith("val_") and name.endswith("_q")]
        size = len(names) // LAYERS
        self._layers = [self._layer(at, names[at * size : (at + 1) * size]) for at in range(LAYERS)]

    def encode(self, texts: Sequence[str]) -> Array:
        """One unit vector of 384 a row; what lies beyond 256 pieces of a text is not read."""
        rows = [self._encode(wordpiece.numbers(text, MOST_PIECES)) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _encode(self, numbers: list[int]) -> Array:
        places = np.arange(len(numbers))
        kind = self._tensors["inner.embeddings.token_type_embeddings.weight"][0]
        x = self._embedded(self._rows("word", np.array(numbers)) + self._rows("position", places) + kind)
        for layer in self._layers:
            x = layer(x)
        mean = x.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _rows(self, table: str, chosen: npt.NDArray[np.int_]) -> Array:
        name = f"inner.embeddings.{table}_embeddings.weight"
        return np.asarray(self._tensors[f"{name}_q"][chosen] * self._tensors[f"{name}_scale"][chosen], np.float32)

    def _norm(self, name: str) -> tuple[Tensor, Tensor]:
        return self._tensors[f"inner.{name}.weight"], self._tensors[f"inner.{name}.bias"]

    def _layer(self, at: int, names: list[str]) -> Layer:
        query, key, value, join, widen, narrow = (
            self._tensors[f"{name}_q"] * self._tensors[f"{name}_scale"] for name in names
        )
        here = f"encoder.layer.{at}"
        attention = [self._tensors[f"inner.{here}.attention.self.{name}.bias"] for name in ("query", "key", "value")]
        return Layer(
            attend=Dense(np.hstack([query, key, value]), np.concatenate(attention)),
            join=Dense(join, self._tensors[f"inner.{here}.attention.output.dense.bias"]),
            joined=Norm(*self._norm(f"{here}.attention.output.LayerNorm")),
            widen=Dense(widen, self._tensors[f"inner.{here}.intermediate.dense.bias"]),
            narrow=Dense(narrow, self._tensors[f"inner.{here}.output.dense.bias"]),
            narrowed=Norm(*self._norm(f"{here}.output.LayerNorm")),
        )


def _gelu(x: Array) -> Array:
    """x times the normal distribution at x; erf by Abramowitz & Stegun 7.1.26, within 1.5e-7."""
    half = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * half)
    tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    tail *= np.exp(-half * half)
    return np.asarray(x * np.where(x < 0, 0.5 * tail, 1 - 0.5 * tail), np.float32)
