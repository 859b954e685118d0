"""When to speak: how often the right answer is shown, and how often a wrong one, at each threshold of the probability.

Every question is asked twice of the same result: as it is, and as if its answers were not there (then any answer is a
false suggestion). Questions in `out_of_scope.jsonl` beside the queries, if there are any, count as the latter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from foreword.search.confidence import ANSWERS

MOST_FALSE: Final = 0.01
LEAST_PRECISE: Final = 0.95
CURVE: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Said:
    """One result: the probability that was given to its first hit, and whether that hit answers."""

    probability: float
    right: bool
    answerable: bool
    language: str


def abstention(said: Sequence[Said]) -> dict[str, Any]:
    """Over all questions and by language: at our own threshold, at 1 % false suggestions, at 95 % precision."""
    rows: dict[str, Any] = _abstention(said)
    for language in sorted({one.language for one in said}):
        rows[language] = _abstention([one for one in said if one.language == language])
    rows["curve"] = [_at(said, threshold) for threshold in CURVE]
    return rows


def _abstention(said: Sequence[Said]) -> dict[str, Any]:
    at_every = [_at(said, threshold) for threshold in _thresholds(said)]
    allowed = [row for row in at_every if row["false"] <= MOST_FALSE]
    precise = [row for row in at_every if row["precision"] >= LEAST_PRECISE]
    return {
        "ours": _at(said, ANSWERS),
        "at_1_false": max(allowed, key=lambda row: row["shown"], default=None),
        "at_95_precise": max(precise, key=lambda row: row["answered"], default=None),
    }


def _thresholds(said: Sequence[Said]) -> list[float]:
    """Just above each probability that was given to a wrong answer, and their lowest."""
    wrong = {float(np.nextafter(one.probability, 2)) for one in said if not one.right}
    return sorted(wrong | {0.0})


def _at(said: Sequence[Said], threshold: float) -> dict[str, float]:
    """`shown`: of the answerable questions, those answered right; `answered`: of these, those answered at all;
    `precision`: how many of the answers to answerable questions are right; `false`: unanswerable ones answered.
    """
    there = [one for one in said if one.answerable]
    missing = [one for one in said if not one.answerable]
    answered = [one for one in there if one.probability >= threshold]
    right = sum(one.right for one in answered)
    false = sum(one.probability >= threshold for one in missing)
    return {
        "threshold": round(threshold, 4),
        "shown": round(right / max(len(there), 1), 4),
        "answered": round(len(answered) / max(len(there), 1), 4),
        "precision": round(right / len(answered), 4) if answered else 1.0,
        "false": round(false / max(len(missing), 1), 4),
    }
