"""One score from four lists: vectors, words, ideas, character triples.

No fixed weight is right for every question. How much of the question the glossary explains decides between house
vocabulary and plain words: "renew my books" is all house vocabulary, "strikethrough in markdown" is none of it.

The weights were set by hand on the shared halves of libfaq_bi, StackFAQ and XQuAD-R (en/zh) together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

# An instant encoder against a slow and better one, when both have read the passage.
ENCODER_WEIGHTS = {"use": 0.4, "e5": 0.6, "hash": 1.0}
# What a document without vectors of this encoder has instead of a cosine, and then some.
UNREAD = -0.9
WORDS_WEIGHT, IDEAS_WEIGHT, TRIPLES_WEIGHT = 0.3, 0.8, 0.6
# From the first share of explained words on, plain words add nothing; the glossary sets in between the other two.
WORDS_NOT_FROM, IDEAS_FROM, IDEAS_FULLY_FROM = 0.6, 0.2, 0.6
MOST_WORDS, MOST_IDEAS, MOST_TRIPLES = 1.5, 1.3, 1.0


@dataclass(frozen=True, slots=True)
class Signals:
    """For every slot, what each list says; `triples` is all zero unless somebody is still typing."""

    vectors: Scores
    words: Scores
    ideas: Scores
    triples: Scores
    explained: float


def fuse(signals: Signals) -> Scores:
    words = WORDS_WEIGHT * max(0.0, 1 - signals.explained / WORDS_NOT_FROM)
    ideas = IDEAS_WEIGHT * min(1.0, max(0.0, (signals.explained - IDEAS_FROM) / (IDEAS_FULLY_FROM - IDEAS_FROM)))
    return np.asarray(
        signals.vectors
        + words * np.minimum(signals.words, MOST_WORDS)
        + ideas * np.minimum(signals.ideas, MOST_IDEAS)
        + TRIPLES_WEIGHT * np.minimum(signals.triples, MOST_TRIPLES),
        dtype=np.float32,
    )


def agreement(signals: Signals, slot: int) -> float:
    """The share of the lists that say anything at all which have this slot at their top."""
    lists = [scores for scores in (signals.vectors, signals.words, signals.ideas) if scores.max(initial=0.0) > 0]
    return sum(bool(scores[slot] >= scores.max() - 1e-6) for scores in lists) / len(lists) if lists else 0.0


def join_roles(wordings: Scores, pieces: Scores) -> Scores:
    """An encoder's view of a document: its best wording, or a piece of its text that fits better still."""
    return np.asarray(np.maximum(wordings, pieces), dtype=np.float32)


def join_encoders(views: dict[str, Scores]) -> Scores:
    """The weighted mean of those encoders that have read a document; a slow one may not have come to it yet."""
    if not views:
        return np.zeros(0, np.float32)
    stacked = np.stack(list(views.values()))
    weights = np.array([ENCODER_WEIGHTS[name] for name in views])[:, None] * (stacked > UNREAD)
    total = (stacked * weights).sum(axis=0)
    return np.asarray(total / np.maximum(weights.sum(axis=0), 1e-6), dtype=np.float32)
