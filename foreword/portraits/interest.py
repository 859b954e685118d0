"""How interest is reckoned: each signal adds its weight, and half of it is gone after a half-life.

Decayed sums do not depend on the order in which signals arrive, so a portrait made anew from its signals equals the
one that grew with them. Two clocks (push.md, finding 6): 45 days for single items, 120 for topics.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from foreword.portraits.models import WEIGHTS, Signal, SignalKind

TOPIC_HALF_LIFE: Final = timedelta(days=120)
ITEM_HALF_LIFE: Final = timedelta(days=45)
FAINT: Final = 0.5
"""Below this an interest is no longer held: half of one search."""
UNUSED: Final = timedelta(days=180)
EVIDENCE: Final = 5
LEVELS: Final = ((24.0, "researcher"), (7.0, "regular"), (3.0, "newcomer"))
"""From which sum of interests on a reader counts as what (quantiles of library logs, push.md)."""

Carried = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Interest:
    """What signals say of one topic, as of the latest of them."""

    scores: dict[str, float]
    evidence: list[str]
    first_at: datetime
    at: datetime

    @property
    def score(self) -> float:
        return sum(self.scores.values())

    @property
    def dimensions(self) -> list[str]:
        """Those that speak for it, the strongest first."""
        speaking = [(score, name) for name, score in self.scores.items() if score > 0]
        return [name for _, name in sorted(speaking, reverse=True)]

    @property
    def confidence(self) -> float:
        return confidence(self.score)

    @property
    def fades_at(self) -> datetime:
        """When it would be faint without new signals, and after 180 days at the latest."""
        faint = TOPIC_HALF_LIFE * math.log2(max(self.score / FAINT, 1.0))
        return self.at + min(faint, UNUSED)


def decayed(score: float, since: datetime, at: datetime, half_life: timedelta) -> float:
    return score * 2.0 ** (-((at - since) / half_life))


def confidence(score: float) -> float:
    """From a score to 0..1: one search says .28, three .63, a search and an answer that helped .86."""
    return 1.0 - math.exp(-max(score, 0.0) / 3.0)


def reckon(signals: Iterable[Signal], carried: Carried) -> Interest | None:
    """The interest that these signals, and what forgotten ones left, amount to; None where there is nothing."""
    known = list(signals)
    left = {name: (float(part["score"]), datetime.fromisoformat(part["at"])) for name, part in carried.items()}
    times = [signal.at for signal in known] + [at for _, at in left.values()]
    if not times:
        return None
    latest = max(times)
    scores: dict[str, float] = defaultdict(float)
    for name, (score, at) in left.items():
        scores[name] += decayed(score, at, latest, TOPIC_HALF_LIFE)
    # In order of time, so that rounding is the same however they came.
    ordered = sorted(known, key=lambda signal: (signal.at, signal.pid))
    for signal in ordered:
        scores[signal.dimension] += decayed(WEIGHTS[SignalKind(signal.kind)], signal.at, latest, TOPIC_HALF_LIFE)
    evidence = [signal.pid for signal in reversed(ordered)][:EVIDENCE]
    return Interest(dict(scores), evidence, min(times), latest)


def level(total: float) -> str:
    return next((name for threshold, name in LEVELS if total >= threshold), "")
