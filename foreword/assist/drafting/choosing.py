"""Which sentences of the sources make a draft: near the question, no repetition, in the order of their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from foreword.assist.drafting.sentences import language, sentences
from foreword.assist.drafting.words import content

Rows = Mapping[str, npt.NDArray[np.float32]]
"""By encoder, one vector a text; noughts where the encoder does not know its language."""

MOST: Final = 5
LONGEST: Final = 900
MOST_CUT: Final = 24
"""Sentences looked at of one source: what answers stands near its beginning."""
FIRST_SOURCE: Final = 0.6
OPENING: Final = 0.5
"""What standing in the best source, and opening a source, is worth in standard deviations of nearness."""
OTHERS_LEAST: Final = 0.9
"""How far above the usual a sentence of another source must be."""
REPEATS: Final = 0.6
"""Share of a sentence's words that stand in one already chosen."""
REPEATS_MEANING: Final = 0.93


@dataclass(frozen=True, slots=True)
class Source:
    kind: str
    key: str
    title: str
    url: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """One sentence, word for word. `source` is its place among the draft's sources."""

    text: str
    lang: str
    source: int
    place: int
    """Which sentence of its source it is, from nought."""


def cut(sources: Sequence[Source]) -> list[Quoted]:
    return [
        Quoted(text, language(text), number, place)
        for number, source in enumerate(sources)
        for place, text in enumerate(sentences(source.text)[:MOST_CUT])
    ]


def choose(question: Rows, candidates: Sequence[Quoted], rows: Rows) -> list[Quoted]:
    """The draft's sentences: the best source leads, and each source keeps its own order."""
    if not candidates:
        return []
    worth = _nearness(question, rows) + np.array([_place_worth(each) for each in candidates])
    chosen: list[int] = []
    length = 0
    for at in np.argsort(-worth, kind="stable").tolist():
        one = candidates[at]
        too_far = one.source > 0 and worth[at] < OTHERS_LEAST
        if too_far or (chosen and length + len(one.text) > LONGEST) or _repeats(at, chosen, candidates, rows):
            continue
        chosen.append(at)
        length += len(one.text)
        if len(chosen) == MOST:
            break
    return sorted((candidates[at] for at in chosen), key=lambda each: (each.source, each.place))


def _place_worth(one: Quoted) -> float:
    return (FIRST_SOURCE if one.source == 0 else 0.0) + (OPENING if one.place == 0 else 0.0)


def _nearness(question: Rows, rows: Rows) -> npt.NDArray[np.float64]:
    """In standard deviations of the candidates, over the encoders that know the question's language."""
    parts = [
        (near - near.mean()) / (near.std() or 1.0)
        for name, values in rows.items()
        if question[name].any() and (near := (values @ question[name].reshape(-1)).astype(np.float64)).any()
    ]
    count = len(next(iter(rows.values()), np.zeros((0, 1))))
    return np.mean(parts, axis=0) if parts else np.zeros(count)


def _repeats(at: int, chosen: Sequence[int], candidates: Sequence[Quoted], rows: Rows) -> bool:
    words = content(candidates[at].text)
    for other in chosen:
        shared = words & content(candidates[other].text)
        if words and len(shared) / len(words) >= REPEATS:
            return True
        if candidates[at].source != candidates[other].source and _alike(at, other, rows) >= REPEATS_MEANING:
            return True
    return False


def _alike(one: int, other: int, rows: Rows) -> float:
    near = [float(values[one] @ values[other]) for values in rows.values() if values[one].any() and values[other].any()]
    return sum(near) / len(near) if near else 0.0
