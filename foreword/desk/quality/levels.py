"""When a student librarian is trusted with more, or with less: by stated rules, from what reviewers and readers said.

Counted is only what came since the last change of level, so that nobody is promoted or set back twice for the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foreword.desk.models.autonomy import Level
from foreword.desk.models.quality import QualityRules

LADDER: Final = (Level.PROBATION, Level.SAMPLED, Level.TRUSTED)
GOOD: Final = "good"
POOR: Final = "poor"
REOPENED: Final = "reopened"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change of level: to where, why (GOOD, POOR or REOPENED), how many reviews and reopenings, and their mean."""

    level: Level
    why: str
    count: int
    mean: float | None = None


def weigh(level: Level, means: Sequence[float], reopened: int, rules: QualityRules) -> Verdict | None:
    """`means`: of each scored review since the last change, the oldest first. None: the level stays.

    Less comes before more: whoever has questions reopened does not rise by reviews that saw nothing of it.
    """
    place = LADDER.index(level)
    if place > 0 and reopened >= rules.down_reopened:
        return Verdict(LADDER[place - 1], REOPENED, reopened)
    last = list(means[-rules.down_after :])
    if place > 0 and len(last) == rules.down_after and _mean(last) < rules.down_score:
        return Verdict(LADDER[place - 1], POOR, len(last), _mean(last))
    best = list(means[-rules.up_after :])
    if place < len(LADDER) - 1 and len(best) == rules.up_after and _mean(best) >= rules.up_score:
        return Verdict(LADDER[place + 1], GOOD, len(best), _mean(best))
    return None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
