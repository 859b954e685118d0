"""Titles as vectors, by the encoder that reads every language in a millisecond; kept, so that a night costs only what
is new.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from foreword.push.engine.catalogue import Title
from foreword.search.encoders import encoder
from foreword.search.passages import Passage
from foreword.search.vector_cache import VectorCache

ENCODER: Final = "use"
LONGEST: Final = 160
"""Characters: title, author and first subjects. More makes the encoder slow, not better."""
AT_ONCE: Final = 512


def vectors_of(titles: Sequence[Title], kept: Path) -> npt.NDArray[np.float32] | None:
    """One unit vector a title, noughts for one without words; None where none has any."""
    texts = [f"{title.title}. {title.text}"[:LONGEST] if title.title or title.text else "" for title in titles]
    order = [n for n in sorted(range(len(texts)), key=lambda n: len(texts[n])) if texts[n].strip()]
    if not order:
        return None
    cache, reading = VectorCache(kept), encoder(ENCODER)
    found = np.zeros((len(titles), reading.dimensions), np.float32)
    for start in range(0, len(order), AT_ONCE):
        # Texts of one length together: an encoder fills the short ones up to the longest of a batch.
        some = order[start : start + AT_ONCE]
        found[some] = cache.vectors(reading, [Passage.of("wording", texts[n]) for n in some])
    cache.close()
    return found
