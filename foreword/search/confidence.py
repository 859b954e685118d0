"""The probability that the first hit answers the question, for "here is the answer" against "perhaps one of these"."""

import math
from collections.abc import Sequence

from foreword.search.engine import Match

INTERCEPT = -3.0
SCORE, MARGIN, AGREEMENT = 3.0, 6.0, 1.0


def confidence(matches: Sequence[Match]) -> float:
    """From the first hit's score, its margin to the second, and the share of lists that have it first."""
    if not matches:
        return 0.0
    margin = matches[0].score - matches[1].score if len(matches) > 1 else matches[0].score
    odds = INTERCEPT + SCORE * matches[0].score + MARGIN * margin + AGREEMENT * matches[0].agreement
    return 1 / (1 + math.exp(-odds))
