"""Measures over all items (never sampled negatives): each reader counts the same."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from foreword.push.engine.log import Ints


@dataclass(slots=True)
class Tally:
    """Lists and needs of reader after reader; `shown` is what stood among anybody's first ten."""

    recall_10: list[float] = field(default_factory=list)
    recall_20: list[float] = field(default_factory=list)
    ndcg_10: list[float] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    def add(self, ranked: Ints, needed: Ints) -> None:
        """Nothing, where the reader needed nothing of the kind."""
        if not len(needed):
            return
        hits = np.isin(ranked[:20], needed)
        self.recall_10.append(float(hits[:10].sum()) / len(needed))
        self.recall_20.append(float(hits.sum()) / len(needed))
        best = _gain(np.ones(min(len(needed), 10), bool))
        self.ndcg_10.append(_gain(hits[:10]) / best)
        self.shown.update(int(item) for item in ranked[:10])

    def report(self, items: int) -> dict[str, Any]:
        return {
            "readers": len(self.recall_10),
            "recall@10": average(self.recall_10),
            "recall@20": average(self.recall_20),
            "ndcg@10": average(self.ndcg_10),
            "coverage": round(len(self.shown) / max(items, 1), 4),
        }


def average(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _gain(hits: Any) -> float:
    return float((hits / np.log2(np.arange(len(hits)) + 2.0)).sum())
