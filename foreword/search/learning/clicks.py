"""What clicks say about documents, once the place on the page is taken out of them.

The position-based model (PBM): a click needs that the place was looked at and that what stood there was wanted,
P(click) = theta(place) * gamma(document). theta comes from our own log by expectation maximisation once there are
enough clicks, and is 1/place until then. After Joachims, Swaminathan & Schnabel 2017 (propensities in learning to rank)
and Wang et al. 2018 (position bias by EM, no experiment needed).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PLACES: Final = 10
"""Places further down are looked at as the last of these."""
ETA: Final = 1.0
ENOUGH_CLICKS: Final = 300
"""Below this the log says more about chance than about the page."""
ROUNDS: Final = 40
PRIOR_EXAMINED: Final = 10.0
"""A document starts as if it had been looked at this often with the usual outcome."""
MOST_NUDGE: Final = 1.0
HALF_LIFE_DAYS: Final = 45.0
STRONG_WEIGHT: Final = {"answered": 0.30, "cited": 0.25, "endorsed": 0.20}
"""Log odds for the first of its kind; more of them add less and less."""

Doc = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One document at one place of one result page, from 1 on; `age` in days."""

    query: str
    doc: Doc
    place: int
    clicked: bool
    age: float = 0.0


def given(place: int, eta: float = ETA) -> float:
    """How likely a place is looked at, where nothing is known of this page."""
    return float(min(place, PLACES) ** -eta)


def propensities(log: Sequence[Shown], *, enough: int = ENOUGH_CLICKS) -> dict[int, float]:
    """How likely each place is looked at, the first being 1."""
    theta = {place: given(place) for place in range(1, PLACES + 1)}
    if sum(shown.clicked for shown in log) < enough:
        return theta
    gamma = dict.fromkeys({(shown.query, shown.doc) for shown in log}, 0.5)
    for _ in range(ROUNDS):
        theta, gamma = _round(log, theta, gamma)
    top = max(theta.values())
    return {place: max(value / top, 0.01) for place, value in theta.items()}


def _round(
    log: Sequence[Shown], theta: Mapping[int, float], gamma: Mapping[tuple[str, Doc], float]
) -> tuple[dict[int, float], dict[tuple[str, Doc], float]]:
    """E: was it looked at, was it wanted, given what was clicked. M: the means of both."""
    looked: dict[int, list[float]] = {place: [] for place in theta}
    wanted: dict[tuple[str, Doc], list[float]] = defaultdict(list)
    for shown in log:
        place, pair = min(shown.place, PLACES), (shown.query, shown.doc)
        neither = max(1 - theta[place] * gamma[pair], 1e-9)
        looked[place].append(1.0 if shown.clicked else theta[place] * (1 - gamma[pair]) / neither)
        wanted[pair].append(1.0 if shown.clicked else gamma[pair] * (1 - theta[place]) / neither)
    means = {place: sum(values) / len(values) if values else theta[place] for place, values in looked.items()}
    # A pair seen once or twice leans on the middle.
    return means, {pair: (sum(values) + 0.5) / (len(values) + 1) for pair, values in wanted.items()}


def nudges(
    log: Iterable[Shown], theta: Mapping[int, float], strong: Iterable[tuple[Doc, str, float]]
) -> dict[Doc, float]:
    """What to add to each document's log odds: clicks against looks, and strong acts (document, act, age in days)."""
    clicks, looks, deeds = (
        defaultdict[Doc, float](float),
        defaultdict[Doc, float](float),
        defaultdict[Doc, float](float),
    )
    for shown in log:
        weight = faded(shown.age)
        looks[shown.doc] += weight * theta[min(shown.place, PLACES)]
        clicks[shown.doc] += weight * shown.clicked
    usual = (sum(clicks.values()) + 1) / (sum(looks.values()) + 4)
    for doc, act, age in strong:
        deeds[doc] += STRONG_WEIGHT.get(act, 0.0) * faded(age)
    return {
        doc: _bounded(_surprise(clicks[doc], looks[doc], usual) + math.log1p(2 * deeds[doc]))
        for doc in {*looks, *deeds}
    }


def _surprise(clicks: float, looks: float, usual: float) -> float:
    rate = (clicks + PRIOR_EXAMINED * usual) / (looks + PRIOR_EXAMINED)
    return _logit(rate) - _logit(usual)


def _logit(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))


def _bounded(value: float) -> float:
    return round(max(-MOST_NUDGE, min(MOST_NUDGE, value)), 3)


def faded(age: float) -> float:
    return float(0.5 ** (age / HALF_LIFE_DAYS))
