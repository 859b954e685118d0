"""Texts as vectors, for rooms that learn from them: the same encoders as in search, and never in a reader's way."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from django.conf import settings

from foreword.search.encoders import Encoder, encoder
from foreword.search.languages import detect
from foreword.search.passages import Passage

Vectors = npt.NDArray[np.float32]

_BATCH: Final = 4
"""Few at a time: whoever asks for a single text by this side waits for one batch at most."""
_LONGEST: Final = 2_000


def encoders_in_use() -> tuple[str, ...]:
    """The names of the encoders that this library searches with."""
    return tuple(sorted(settings.FOREWORD_ENCODERS))


def embed(texts: Sequence[str]) -> dict[str, Vectors]:
    """By encoder in use, one unit vector a text; noughts where an encoder does not know its language.

    Through the indexing side, so that no question waits for it.
    """
    passages = [Passage.of("wording", text[:_LONGEST]) for text in texts]
    return {name: _embedded(name, passages) for name in encoders_in_use()}


def embed_question(text: str) -> dict[str, Vectors]:
    """The same vectors as `embed` gives, one row each, by the asking side: it is remembered, and waits for no index."""
    asked, language = text[:_LONGEST], detect(text[:_LONGEST])
    return {name: _asked(encoder(name), asked, language)[np.newaxis] for name in encoders_in_use()}


def _asked(model: Encoder, text: str, language: str) -> Vectors:
    understood = model.languages is None or language in model.languages
    return model.query(text) if understood else np.zeros(model.dimensions, np.float32)


def _embedded(name: str, passages: Sequence[Passage]) -> Vectors:
    batches = [encoder(name).stored(passages[at : at + _BATCH]) for at in range(0, len(passages), _BATCH)]
    return np.concatenate(batches) if batches else np.zeros((0, encoder(name).dimensions), np.float32)
