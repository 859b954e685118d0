"""One score from several lists: words, ideas, character triples, and each encoder's view of wordings and pieces.

Only candidates are weighed: what at least one list brought up. The score is a sum of contributions, so that a hit can
say what it owes to which list.

No fixed weight is right for every question. How much of the question the glossary explains decides between house
vocabulary and plain words: "renew my books" is all house vocabulary, "strikethrough in markdown" is none of it.

The weights were set by hand on the shared halves of libfaq_bi, StackFAQ and XQuAD-R (en/zh) together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Tier = Literal["keystroke", "submit"]

# What a document without vectors of this encoder has instead of a cosine, and then some.
UNREAD = -0.9
MOST_WORDS, MOST_IDEAS, MOST_TRIPLES = 1.5, 1.3, 1.0
WORDING, PIECE = ".wording", ".piece"


@dataclass(frozen=True, slots=True)
class Weights:
    """One ranker: how much each list counts."""

    words: float = 0.3
    ideas: float = 0.8
    triples: float = 0.6
    prior: float = 0.18
    """Log odds to score: one over what a unit of score is worth in confidence.py."""
    words_not_from: float = 0.6
    """From this share of explained words on, plain words add nothing; the glossary sets in between the next two."""
    ideas_from: float = 0.2
    ideas_fully_from: float = 0.6
    encoders: Mapping[str, float] = field(default_factory=lambda: {"use": 0.4, "e5": 0.6, "hash": 1.0})
    """An instant encoder against a slow and better one, when both have read the passage."""


HOUSE = "house"
# By name, to be tried live against the one in use (`foreword manage ranker`). "house" is what ships.
RANKERS: dict[str, Weights] = {
    HOUSE: Weights(),
    "unlearned": Weights(prior=0.0),
    "wordly": Weights(words=0.45),
}


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """`explained` is the share of its words that the glossary knows; `length` is in characters."""

    explained: float = 0.0
    language: str = "und"
    length: int = 0
    tier: Tier = "submit"


@dataclass(frozen=True, slots=True)
class Signals:
    """For each candidate slot what each list says of it: 0 where a list of terms has it not, -1 where an encoder has
    not read it. Features: "words", "ideas", "triples", "prior", and "<encoder>.wording", "<encoder>.piece".
    """

    slots: npt.NDArray[np.int64]
    features: dict[str, Scores]
    query: QueryFacts = field(default_factory=QueryFacts)


def contributions(signals: Signals, ranker: str = HOUSE) -> dict[str, Scores]:
    """What each list adds to each candidate's score, which is their sum."""
    use, explained = RANKERS[ranker], signals.query.explained
    sets_in = (explained - use.ideas_from) / (use.ideas_fully_from - use.ideas_from)
    weighed = {
        "words": (use.words * max(0.0, 1 - explained / use.words_not_from), MOST_WORDS),
        "ideas": (use.ideas * min(1.0, max(0.0, sets_in)), MOST_IDEAS),
        "triples": (use.triples, MOST_TRIPLES),
        "prior": (use.prior, np.inf),
    }
    parts = _meaning(signals, use)
    for name, (weight, most) in weighed.items():
        if name in signals.features:
            parts[name] = np.asarray(weight * np.minimum(signals.features[name], most), dtype=np.float32)
    return parts


def total(parts: dict[str, Scores], size: int) -> Scores:
    return np.asarray(sum(parts.values(), np.zeros(size, np.float32)), dtype=np.float32)


def agreement(signals: Signals, at: int) -> float:
    """The share of the lists that say anything at all which have the candidate at this position at their top."""
    meaning = total(_meaning(signals, RANKERS[HOUSE]), len(signals.slots))
    terms = [signals.features[name] for name in ("words", "ideas") if name in signals.features]
    lists = [scores for scores in (meaning, *terms) if scores.max(initial=0.0) > 0]
    return sum(bool(scores[at] >= scores.max() - 1e-6) for scores in lists) / len(lists) if lists else 0.0


def _meaning(signals: Signals, use: Weights) -> dict[str, Scores]:
    """The weighted mean over those encoders that have read a document; a slow one may not have come to it yet."""
    views = _views(signals.features)
    if not views:
        return {}
    stacked = np.stack(list(views.values()))
    weights = np.array([use.encoders.get(name, 1.0) for name in views])[:, None] * (stacked > UNREAD)
    shares = weights / np.maximum(weights.sum(axis=0), 1e-6)
    return dict(zip(views, np.asarray(stacked * shares, dtype=np.float32), strict=True))


def _views(features: dict[str, Scores]) -> dict[str, Scores]:
    """Each encoder's view of a document: its best wording, or a piece of its text that fits better still."""
    names = [name.removesuffix(WORDING) for name in features if name.endswith(WORDING)]
    return {name: np.maximum(features[name + WORDING], features[name + PIECE]) for name in names}
