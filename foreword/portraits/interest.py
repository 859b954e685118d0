"""How interest is reckoned: each signal adds its weight, and half of it is gone after a half-life.

Two clocks (push.md, finding 6): 45 days for single items, 120 for topics. The sums are in `portraits.ledger`.
"""

import math
from datetime import datetime, timedelta
from typing import Final

TOPIC_HALF_LIFE: Final = timedelta(days=120)
ITEM_HALF_LIFE: Final = timedelta(days=45)
FAINT: Final = 0.5
"""Below this an interest is no longer held: half of one search."""
UNUSED: Final = timedelta(days=180)
LEVELS: Final = ((24.0, "researcher"), (7.0, "regular"), (3.0, "newcomer"))
"""From which sum of interests on a reader counts as what (quantiles of library logs, push.md)."""
CONTRIBUTES: Final = 4.0
"""Two things written for other readers within some months: with that a reader gives as well as takes."""
CONTRIBUTOR: Final = "contributor"


def decayed(score: float, since: datetime, at: datetime, half_life: timedelta) -> float:
    return score * 2.0 ** (-((at - since) / half_life))


def confidence(score: float) -> float:
    """From a score to 0..1: one search says .28, three .63, a search and an answer that helped .86."""
    return 1.0 - math.exp(-max(score, 0.0) / 3.0)


def level(total: float) -> str:
    """To one decimal: three pages of one afternoon are three, whatever has faded between the first and the last."""
    return next((name for threshold, name in LEVELS if round(total, 1) >= threshold), "")
