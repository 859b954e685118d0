"""Ranking measures over judged queries, as in BEIR: gains are the judgements, ranks beyond ten count nothing."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Judged:
    query_id: str
    ranked: list[str]
    relevant: dict[str, int]

    def among(self, chosen: Callable[[str], bool]) -> Self:
        """The same query as if the chosen documents were all there are."""
        relevant = {key: gain for key, gain in self.relevant.items() if chosen(key)}
        return type(self)(self.query_id, [key for key in self.ranked if chosen(key)], relevant)

    def hit(self) -> float:
        return float(bool(self.ranked) and self.ranked[0] in self.relevant)

    def recall(self, at: int) -> float:
        return len(self.relevant.keys() & set(self.ranked[:at])) / len(self.relevant)

    def reciprocal_rank(self) -> float:
        ranks = (rank for rank, key in enumerate(self.ranked[:10], start=1) if key in self.relevant)
        return 1 / next(ranks, math.inf)

    def ndcg(self) -> float:
        gained = sum(self.relevant.get(key, 0) / math.log2(rank + 1) for rank, key in enumerate(self.ranked[:10], 1))
        best = sorted(self.relevant.values(), reverse=True)[:10]
        return gained / sum(gain / math.log2(rank + 1) for rank, gain in enumerate(best, 1))


def measures(judged: list[Judged]) -> dict[str, float]:
    def mean(values: list[float]) -> float:
        return round(sum(values) / len(values), 4) if values else 0.0

    return {
        "hit@1": mean([one.hit() for one in judged]),
        **{f"recall@{at}": mean([one.recall(at) for one in judged]) for at in (1, 5, 10)},
        "mrr@10": mean([one.reciprocal_rank() for one in judged]),
        "ndcg@10": mean([one.ndcg() for one in judged]),
    }
