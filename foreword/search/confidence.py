"""The probability that the first hit answers the question, for "here is the answer" against "perhaps one of these"."""

import math
from collections.abc import Sequence
from typing import Final, Literal

from foreword.search.engine import Match

# A logistic regression on 1 245 searches: the shared halves of libfaq_bi (its two languages folded) and StackFAQ (every
# third question), each over the whole set and over two halves that lack the answer to half of the questions, with
# 60 questions of XQuAD-R that nothing there answers. Of what it held to be 0.8 or more likely, 0.90 was right. Fitted
# on one set and tried on the other: Brier score 0.15 (libfaq_bi) and 0.13 (StackFAQ); 0.24 and 0.25 is the base rate's.
INTERCEPT = -4.37
SCORE, MARGIN, AGREEMENT = 5.45, 2.51, 0.65

Verdict = Literal["answer", "perhaps", "ask"]
ANSWERS: Final = 0.8
MAY_ANSWER: Final = 0.35


def verdict(probability: float) -> Verdict:
    """What to do with a first hit of this probability: open it as the answer, offer it among others, ask a person."""
    if probability >= ANSWERS:
        return "answer"
    return "perhaps" if probability >= MAY_ANSWER else "ask"


def confidence(matches: Sequence[Match]) -> float:
    """From the first hit's score, its margin to the second, and the share of lists that have it first."""
    if not matches:
        return 0.0
    margin = matches[0].score - matches[1].score if len(matches) > 1 else matches[0].score
    odds = INTERCEPT + SCORE * matches[0].score + MARGIN * margin + AGREEMENT * matches[0].agreement
    return 1 / (1 + math.exp(-odds))
