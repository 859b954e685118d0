"""Offers of the learned engine: what this reader probably uses next, for reasons that really carried the score.

Everything here stands on what was read, and on the one consent to that; what needs, words and seasons call for comes
from `candidates`.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.push.engine.engine import Engine
from foreword.push.engine.reading import Reading
from foreword.push.library import DIMENSION, day_of, key_of, of_reader
from foreword.push.policy import LASTS, Offer, on_scale
from foreword.push.served import served_engine
from foreword.push.shelf import Item, shelf

MOST: Final = 20

FEWEST: Final = 10
"""Readers of an item, below which it is not said that others used it: of a few one could tell who."""

Reason = dict[str, Any]
Weighed = tuple[float, Reason]


def learned_offers(person: Person, agreed: frozenset[str]) -> list[Offer]:
    """The likeliest first; none without the consent, and none while the library's log is small."""
    engine = served_engine()
    if engine is None or DIMENSION not in agreed:
        return []
    at = now()
    items = {key_of(item.identity): item for item in shelf().items}
    keys = engine.sources.catalogue.keys
    with threadpool_limits(1):
        reading = Reading.of(of_reader(person, keys, at), day_of(at))
        return _offers(engine, reading, [items.get(key) for key in keys])


def _offers(engine: Engine, reading: Reading, items: list[Item | None]) -> list[Offer]:
    """`items`: what stands on the shelf now, by column of the engine."""
    offers = next(engine.offers(reading, np.array([item is not None for item in items], bool)))
    first, likely = offers.items[:MOST], offers.probabilities[:MOST]
    carried = engine.carried(reading, first)
    readers = np.bincount(engine.sources.crowd.ever.indices, minlength=len(items))
    found = []
    for n, probability in zip(first.tolist(), likely.tolist(), strict=True):
        item, reasons = items[n], list(_reasons(carried.get(n, {}), items[n], int(readers[n])))
        if item is not None and any(reason["dimension"] for _, reason in reasons):
            found.append(_offer(item, probability, tuple(reasons)))
    return found


def _offer(item: Item, probability: float, reasons: tuple[Weighed, ...]) -> Offer:
    return Offer(
        kind=item.kind,
        key=item.key,
        topic=item.topic,
        score=on_scale(probability),
        reasons=reasons,
        expires_at=now() + LASTS,
    )


def _reasons(carried: dict[str, float], item: Item | None, readers: int) -> Iterable[Weighed]:
    """`readers`: how many have used the item."""
    topic = item.topic if item else ""
    told = {
        "return": ("returned", DIMENSION.value, {}),
        "history": ("opened", DIMENSION.value, {}),
        "topic": ("interest", DIMENSION.value, {"topic": topic}) if topic else ("opened", DIMENSION.value, {}),
        "readers": ("alike", DIMENSION.value, {}),
        "popular": ("popular", "", {}),
    }
    for group, weight in carried.items():
        if group == "readers" and readers < FEWEST:
            continue
        code, dimension, params = told[group]
        yield weight, {"code": code, "dimension": dimension, "params": params}
