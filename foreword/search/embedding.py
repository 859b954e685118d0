"""Texts as vectors, for rooms that learn from them: the same encoders as in search, and never in a reader's way."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from django.conf import settings

from foreword.search.encoders import ENCODERS, encoder
from foreword.search.passages import Passage

Vectors = npt.NDArray[np.float32]

ENGLISH_ONLY: Final = frozenset({"minilm"})
"""Encoders that know English: any other text gets a vector of noughts from them."""
_BATCH: Final = 16
_LONGEST: Final = 2_000


def encoders_in_use() -> tuple[str, ...]:
    """The names of the encoders that this library searches with, MiniLM besides where it is installed."""
    chosen = {*settings.FOREWORD_ENCODERS.values()} - {""}
    real = chosen & {"use", "e5"}
    return tuple(sorted(chosen | (ENGLISH_ONLY & ENCODERS.keys() if real else set())))


def embed(texts: Sequence[str]) -> dict[str, Vectors]:
    """By encoder in use, one unit vector a text. Through the indexing side, so that no question waits for it."""
    passages = [Passage.of("wording", text[:_LONGEST]) for text in texts]
    english = np.array([passage.language == "en" for passage in passages], bool)
    found = {}
    for name in encoders_in_use():
        known = english if name in ENGLISH_ONLY else np.ones(len(texts), bool)
        found[name] = _embedded(name, passages, known)
    return found


def _embedded(name: str, passages: Sequence[Passage], known: npt.NDArray[np.bool_]) -> Vectors:
    coder = encoder(name)
    vectors = np.zeros((len(passages), coder.dimensions), np.float32)
    places = np.flatnonzero(known)
    for start in range(0, len(places), _BATCH):
        batch = places[start : start + _BATCH]
        vectors[batch] = coder.stored([passages[at] for at in batch])
    return vectors
