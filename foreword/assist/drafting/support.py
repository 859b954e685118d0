"""Whether a sentence stands on the source that it names.

Three questions, all outside of whatever wrote the sentence: does the source hold its words and its meaning; does it
hold every figure; does the nearest sentence of the source say yes where this one says yes. One no is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from foreword.assist.drafting.choosing import Rows
from foreword.assist.drafting.sentences import language
from foreword.assist.drafting.words import content, denials, figures

# Drawn on the dev half of readers_bi (docs/drafting.md); `foreword bench drafting` measures them again.
LEAST_SAME: Final = 0.80
"""Half words, half meaning, where sentence and source are in one language."""
LEAST_ACROSS: Final = 0.65
"""Meaning alone, where they are not."""
_USED: Final = 0.6
"""Share of a source sentence's telling words from which on the checked sentence speaks of it."""


@dataclass(frozen=True, slots=True)
class Support:
    words: float
    """Share of the sentence's telling words that the source has."""
    meaning: float
    """Cosine with the nearest sentence of the source."""
    across: bool
    """The source is in another language."""
    figures: bool
    polarity: bool

    @property
    def score(self) -> float:
        return self.meaning if self.across else (self.words + self.meaning) / 2

    @property
    def holds(self) -> bool:
        return self.figures and self.polarity and self.score >= (LEAST_ACROSS if self.across else LEAST_SAME)


def support(sentence: str, row: int, source: Sequence[str], places: Sequence[int], rows: Rows) -> Support:
    """`row` is the sentence's own vector in `rows`, `places` those of the source's sentences."""
    if not source:
        return Support(0.0, 0.0, across=False, figures=False, polarity=False)
    near = _near(row, places, rows)
    nearest = source[int(near.argmax())]
    whole = " ".join(source)
    words, known = content(sentence), content(whole)
    across = language(sentence) != language(nearest)
    return Support(
        words=len(words & known) / len(words) if words else 0.0,
        meaning=float(near.max()),
        across=across,
        figures=figures(sentence) <= figures(whole),
        polarity=_same_way(sentence, nearest, [] if across else source),
    )


def _same_way(sentence: str, nearest: str, source: Sequence[str]) -> bool:
    """It says no as often as what it speaks of. Across languages a no may be put otherwise: there one is like two."""
    if not source:
        return bool(denials(sentence)) == bool(denials(nearest))
    words = content(sentence)
    used = {each for each in source if (its := content(each)) and len(its & words) / len(its) >= _USED}
    return denials(sentence) == sum(denials(each) for each in used | {nearest})


def _near(row: int, places: Sequence[int], rows: Rows) -> np.ndarray:
    parts = []
    for values in rows.values():
        theirs = values[list(places)]
        if values[row].any() and theirs.any():
            parts.append((theirs @ values[row]).astype(np.float64))
    return np.mean(parts, axis=0) if parts else np.zeros(len(places))
