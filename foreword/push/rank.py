"""Ranking: how likely an item is the next answer, as a linear blend with its weights in one place.

The weights are set by hand until a library has its own outcomes to learn them from (push.md, finding 8). The logistic
at the end puts the blend on the scale that the policy's threshold is written in.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from foreword.push.candidates import Candidate

WEIGHTS: Final[Mapping[str, float]] = {
    "topic": 2.4,
    "text": 2.6,
    "season": 1.3,
    "return": 2.0,
    "popular": 0.5,
    "new": 1.2,
    "unseen": 0.3,
    "audience": 0.6,
    "field": 1.5,
    "language": 0.5,
    "level": 0.3,
    "form": 0.2,
}
BIAS: Final = -2.2

HARDER: Final = {"primary": 0, "secondary": 1, "knowledge": 2, "intelligence": 3}
FITS: Final = {"newcomer": (0, 1), "regular": (0, 1, 2), "researcher": (1, 2, 3), "contributor": (1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Taste:
    """What of a reader bears on any item; empty where they did not allow it."""

    kind: str = ""
    discipline: str = ""
    language: str = ""
    level: str = ""
    form: str = ""
    seen: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def score(candidate: Candidate, taste: Taste) -> float:
    """From 0 to 1; higher is likelier."""
    features = {**candidate.features, **_fit(candidate, taste)}
    blend = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-blend))


def _fit(candidate: Candidate, taste: Taste) -> dict[str, float]:
    """Between -1 (not for such a reader) and 1; 0 where nothing is known."""
    item = candidate.item
    return {
        "unseen": 0.0 if item.identity in taste.seen else 1.0,
        "audience": _match(taste.kind, item.audience),
        "field": _field(taste.discipline, item.clc),
        "language": _match(taste.language, item.langs),
        "level": _level(taste.level, item.level),
        "form": 1.0 if taste.form == "text" and item.kind == "entry" else 0.0,
    }


def _match(value: str, allowed: frozenset[str]) -> float:
    if not value or not allowed:
        return 0.0
    return 1.0 if value in allowed else -1.0


def _field(discipline: str, clc: str) -> float:
    """A text on another discipline is not for this reader; what is about the library (G2) or no class is for all."""
    if not discipline or not clc or clc.startswith("G2"):
        return 0.0
    shorter = min(len(discipline), len(clc))
    return 1.0 if discipline[:shorter] == clc[:shorter] else -1.0


def _level(level: str, of_item: str) -> float:
    if not level or of_item not in HARDER:
        return 0.0
    return 1.0 if HARDER[of_item] in FITS.get(level, ()) else -1.0
