"""The space in which questions are compared: sentence vectors, each language centred by itself, beside weighted terms.

Blocks are scaled so that none drowns another; the scales were chosen by cross-validation (docs/understanding.md).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from foreword.assist.understanding.examples import Row, Rows, Vectors
from foreword.assist.understanding.terms import terms

Array = npt.NDArray[np.float32]

WORDS, PIECES = "words", "pieces"
SCALES: Final = {WORDS: 0.5, PIECES: 0.5}
"""Share of a block in the comparison of two texts; an encoder's is 1."""
RAREST: Final = 2
"""Texts that must share a term: what only one reader wrote is never in a model."""
MOST_TERMS: Final = 12_000
LEAST_CENTRED: Final = 20
"""Texts of a language below which its own centre would be chance."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The known terms of one block, with their rarity."""

    places: Mapping[str, int]
    rarity: Array

    @classmethod
    def of(cls, counted: Sequence[Counter[str]]) -> "Lexicon":
        spread = Counter(term for counts in counted for term in counts)
        known = [term for term, texts in spread.most_common(MOST_TERMS) if texts >= RAREST]
        rarity = [math.log((1 + len(counted)) / (1 + spread[term])) + 1 for term in known]
        return cls({term: place for place, term in enumerate(known)}, np.array(rarity, np.float32))

    def weigh(self, counts: Counter[str]) -> tuple[npt.NDArray[np.int64], Array]:
        """Places and weights (tf-idf, sublinear, length 1) of a text's known terms."""
        known = [(self.places[term], count) for term, count in counts.items() if term in self.places]
        places = np.array([place for place, _ in known], np.int64)
        weights = np.array([1 + math.log(count) for _, count in known], np.float32) * self.rarity[places]
        length = float(np.linalg.norm(weights))
        return places, weights / length if length else weights

    def matrix(self, counted: Sequence[Counter[str]]) -> Any:
        """The same for many texts, as a sparse matrix (scipy, loaded only to learn)."""
        weighed = [self.weigh(counts) for counts in counted]
        ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
        places = np.concatenate([places for places, _ in weighed])
        weights = np.concatenate([weights for _, weights in weighed])
        return import_module("scipy.sparse").csr_matrix((weights, places, ends), (len(counted), len(self.places)))


@dataclass(frozen=True, slots=True)
class Space:
    lexicons: Mapping[str, Lexicon]
    centres: Mapping[str, Mapping[str, Array]]
    """By encoder and language ("" for all)."""

    @classmethod
    def of(cls, texts: Sequence[str], langs: Sequence[str], rows: Rows) -> "Space":
        counted = [terms(text) for text in texts]
        lexicons = {
            WORDS: Lexicon.of([whole for whole, _ in counted]),
            PIECES: Lexicon.of([pieces for _, pieces in counted]),
        }
        return cls(lexicons, {name: _centres(vectors, langs) for name, vectors in rows.items()})

    @property
    def encoders(self) -> tuple[str, ...]:
        return tuple(self.centres)

    def blocks(self, texts: Sequence[str], langs: Sequence[str], rows: Rows) -> dict[str, Any]:
        """Each block of many texts, scaled: their product with themselves is how alike the texts are."""
        counted = [terms(text) for text in texts]
        scaled: dict[str, Any] = {name: self._centred(name, rows[name], langs) for name in self.encoders}
        for at, name in enumerate((WORDS, PIECES)):
            matrix = self.lexicons[name].matrix([pair[at] for pair in counted])
            scaled[name] = matrix * np.float32(math.sqrt(SCALES[name]))
        return scaled

    def place(self, text: str, lang: str, row: Row) -> dict[str, tuple[npt.NDArray[np.int64] | None, Array]]:
        """One text: each block's values, and their places where only some are not nought."""
        found: dict[str, tuple[npt.NDArray[np.int64] | None, Array]] = {}
        for name in self.encoders:
            found[name] = (None, self._centred(name, row[name][np.newaxis], [lang])[0])
        for name, counts in zip((WORDS, PIECES), terms(text), strict=True):
            places, weights = self.lexicons[name].weigh(counts)
            found[name] = (places, weights * np.float32(math.sqrt(SCALES[name])))
        return found

    def _centred(self, name: str, vectors: Vectors, langs: Sequence[str]) -> Array:
        centres = self.centres[name]
        known = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
        moved = vectors - np.stack([centres.get(lang, centres[""]) for lang in langs])
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.where(known & (lengths > 0), moved / np.maximum(lengths, 1e-9), 0).astype(np.float32)


def _centres(vectors: Vectors, langs: Sequence[str]) -> dict[str, Array]:
    said = np.linalg.norm(vectors, axis=1) > 0
    spoken = np.array(langs)
    found = {"": vectors[said].mean(axis=0) if said.any() else np.zeros(vectors.shape[1], np.float32)}
    for lang in sorted(set(langs)):
        own = said & (spoken == lang)
        if own.sum() >= LEAST_CENTRED:
            found[lang] = vectors[own].mean(axis=0)
    return found
