"""The probability that the first hit answers the question, for "here is the answer" against "perhaps one of these"."""

import math
from collections.abc import Sequence
from typing import Final, Literal

from foreword.search.engine import Match

# A logistic regression on 2 276 results of three development sets (docs/retrieval.md): libfaq_bi, StackFAQ, and the dev
# half of readers_bi, each as it is and with the answers of half of its questions taken out, and what is out of scope.
# On the held half of readers_bi its Brier score is 0.158; always saying the base rate would be 0.195.
INTERCEPT: Final = -3.56
SCORE: Final = 4.70
MARGIN: Final = 6.18

Verdict = Literal["answer", "perhaps", "ask"]
# On the held half: 93 % of the answers opened so are right, and 2 % of the questions without an answer are given one.
ANSWERS: Final = 0.5
# Below it lie a quarter of the questions that have an answer, and half of those that have none.
MAY_ANSWER: Final = 0.12


def verdict(probability: float) -> Verdict:
    """What to do with a first hit of this probability: open it as the answer, offer it among others, ask a person."""
    if probability >= ANSWERS:
        return "answer"
    return "perhaps" if probability >= MAY_ANSWER else "ask"


def confidence(matches: Sequence[Match]) -> float:
    """From the first hit's score and its margin to the second."""
    if not matches:
        return 0.0
    margin = matches[0].score - matches[1].score if len(matches) > 1 else matches[0].score
    odds = INTERCEPT + SCORE * matches[0].score + MARGIN * margin
    return 1 / (1 + math.exp(-odds))
