"""Before a new ranker serves, it is asked about a week that neither it nor the one that serves now has seen."""

from typing import Final

import numpy as np

from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.engine import Engine
from foreword.push.engine.learned import Learned
from foreword.push.engine.log import Floats, Ints, Log
from foreword.push.engine.reading import Reading
from foreword.push.engine.sources import Sources

WEEK: Final = 7.0
READERS: Final = 1_500
DRAWS: Final = 1_000
SURE: Final = 0.975
SEED: Final = 20_24


def is_due(log: Log, serving: Learned) -> bool:
    """Whether the last week of the log is one that `serving` was not fitted on: before that nothing can be judged."""
    return serving.until < log.end - WEEK


def is_worse(log: Log, catalogue: Catalogue, serving: Learned) -> bool:
    """Whether what would be learned now is surely worse than `serving`, on the last week of the log; only where a new
    one `is_due`, so that both are blind to what they are judged by.
    """
    known, after = log.before(log.end - WEEK), log.between(log.end - WEEK, np.inf)
    readers = np.intersect1d(known.users, after.users)[:READERS]
    if not len(readers):
        return False
    sources = Sources.of(known, catalogue, log.end - WEEK)
    reading = Reading.of(known, log.end - WEEK).some(readers)
    gains = [_gains(Engine(sources, each), reading, after, readers) for each in (Learned.of(known, catalogue), serving)]
    return surely_below(gains[0] - gains[1])


def surely_below(differences: Floats) -> bool:
    """Whether their mean is below nought in nearly all draws of as many readers."""
    generator = np.random.default_rng(SEED)
    draws = generator.integers(0, len(differences), (DRAWS, len(differences)))
    return bool((differences[draws].mean(axis=1) < 0).mean() > SURE)


def _gains(engine: Engine, reading: Reading, after: Log, readers: Ints) -> Floats:
    """nDCG of each reader's first ten."""
    used, weights = after.pairs(), 1.0 / np.log2(np.arange(10) + 2.0)
    found = np.zeros(len(readers))
    for n, (reader, offers) in enumerate(zip(readers, engine.offers(reading), strict=True)):
        needed = used.indices[used.indptr[reader] : used.indptr[reader + 1]]
        hits = np.isin(offers.items[:10], needed)
        found[n] = (hits * weights[: len(hits)]).sum() / weights[: min(len(needed), 10)].sum()
    return found
