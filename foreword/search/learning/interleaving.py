"""Two rankers on one page: team-draft interleaving, and the sign test over whose hits were opened.

In each round a coin says which ranker picks first; each picks its best that is not on the page yet, and a click counts
for the ranker that picked. Radlinski, Kurup & Joachims 2008. Far fewer readers are needed than with two halves of them.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, Literal, TypeVar

Team = Literal["house", "challenger"]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Drafted(Generic[Key]):
    keys: tuple[Key, ...]
    teams: tuple[Team, ...]


def draft(house: Sequence[Key], challenger: Sequence[Key], *, length: int, seed: str) -> Drafted[Key]:
    """One list of both. The same `seed` gives the same page, so that going back changes nothing."""
    coin = Random(seed)  # noqa: S311 - a fair coin, not a secret
    lists: dict[Team, Sequence[Key]] = {"house": house, "challenger": challenger}
    keys, teams = list[Key](), list[Team]()
    while len(keys) < length:
        order: list[Team] = ["house", "challenger"] if coin.random() < 0.5 else ["challenger", "house"]
        before = len(keys)
        for team in order:
            pick = next((key for key in lists[team] if key not in keys), None)
            if pick is not None and len(keys) < length:
                keys.append(pick)
                teams.append(team)
        if len(keys) == before:
            break
    return Drafted(tuple(keys), tuple(teams))


def winner(clicked: Iterable[Team]) -> Team | None:
    """Who had more clicks in one session; nobody where they are even."""
    balance = sum(1 if team == "challenger" else -1 for team in clicked)
    if balance == 0:
        return None
    return "challenger" if balance > 0 else "house"


def sign_test(wins: int, losses: int) -> float:
    """The two-sided p-value of so uneven a split if both were equally good (exact binomial, ties left out)."""
    n, least = wins + losses, min(wins, losses)
    if n == 0:
        return 1.0
    tail = sum(math.exp(_log_choose(n, k) - n * math.log(2)) for k in range(least + 1))
    return min(1.0, 2 * tail)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
