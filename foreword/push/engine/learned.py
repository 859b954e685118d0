"""What is learned once and does not change between two readers: both rankers and their calibration.

Fitted the way it is used: at several earlier moments it looks at what was known then, and learns from what was used in
the sixty days after. It never looks beyond the end of its log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from foreword.push.engine.calibration import Calibration
from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.features import Candidates, candidates
from foreword.push.engine.log import Ints, Log, Matrix
from foreword.push.engine.ranker import Ranker, taught
from foreword.push.engine.reading import Reading
from foreword.push.engine.sources import Sources

HORIZON: Final = 60.0
"""Days in which something has to be used for an offer to have been right."""
MOMENTS: Final = 3
BLOCK: Final = 256
READERS: Final = 5_000
"""Of one moment, no more readers than this are learned from."""
HELD: Final = 5
"""Every fifth reader is kept for the calibration."""
OTHERS: Final = 80
"""Of what a reader did not use, so many candidates are learned from."""
KNOWN: Final = 0.8
SEED: Final = 20_24


@dataclass(frozen=True, slots=True)
class Lesson:
    """Candidates as they were at a moment, and which of them were used afterwards."""

    candidates: Candidates
    used: npt.NDArray[np.bool_]

    def some(self, chosen: npt.NDArray[np.bool_] | Ints) -> "Lesson":
        return Lesson(self.candidates.some(chosen), self.used[chosen])

    @classmethod
    def joined(cls, parts: list["Lesson"]) -> Self:
        found = Candidates.joined([part.candidates for part in parts])
        return cls(found, np.concatenate([part.used for part in parts]))


@dataclass(frozen=True, slots=True)
class Learned:
    any: Ranker
    new: Ranker
    calibration: Calibration

    @classmethod
    def of(cls, log: Log, catalogue: Catalogue) -> Self:
        pairs = [each for known, after, now in _splits(log) if (each := _lessons(known, after, catalogue, now))]
        if not pairs:
            return cls(Ranker(0.0, ()), Ranker(0.0, ()), Calibration.none())
        learning = Lesson.joined([each for each, _ in pairs])
        held = Lesson.joined([each for _, each in pairs])
        fresh = learning.some(~learning.candidates.own)
        ranker = Ranker.of(learning.candidates, learning.used)
        return cls(
            any=ranker,
            new=Ranker.of(fresh.candidates, fresh.used),
            calibration=Calibration.of(ranker.scores(held.candidates), held.used, held.candidates.rows),
        )


def _splits(log: Log) -> Iterator[tuple[Log, Log, float]]:
    """What was known and what was used afterwards, at several moments; without times, four fifths and the rest."""
    if len(log) and log.start == log.end:
        kept = np.random.default_rng(SEED).random(len(log)) < KNOWN
        yield log.some(kept), log.some(~kept), log.end
        return
    found = [log.end - HORIZON * n for n in range(1, MOMENTS + 1)]
    early = [moment for moment in found if moment - log.start >= HORIZON]
    for moment in early or [log.start + KNOWN * (log.end - log.start)]:
        yield log.before(moment), log.between(moment, moment + HORIZON), moment


def _lessons(known: Log, after: Log, catalogue: Catalogue, moment: float) -> tuple[Lesson, Lesson] | None:
    """What is learned from, and what the probabilities are learned from."""
    if not len(known) or not len(after):
        return None
    sources, reading, used = Sources.of(known, catalogue, moment), Reading.of(known, moment), after.pairs()
    everybody, active = np.unique(known.users), np.unique(after.users)
    learning = _some(everybody[np.isin(everybody, active) & (everybody % HELD > 0)], READERS)
    held = _some(everybody[everybody % HELD == 0], READERS // HELD)
    return (
        _lesson(sources, reading, used, learning, most=OTHERS),
        _lesson(sources, reading, used, held, most=None),
    )


def _lesson(sources: Sources, reading: Reading, used: Matrix, readers: Ints, *, most: int | None) -> Lesson:
    parts = []
    for start in range(0, len(readers), BLOCK):
        block = readers[start : start + BLOCK]
        found = candidates(sources, reading.some(block))
        label = np.asarray(used[block[found.rows], found.items]).ravel() > 0
        part = Lesson(found, label)
        parts.append(part if most is None else part.some(taught(found.rows, label, most)))
    return Lesson.joined(parts) if parts else Lesson(candidates(sources, reading.some(readers)), np.zeros(0, bool))


def _some(readers: Ints, most: int) -> Ints:
    if len(readers) <= most:
        return readers
    return np.sort(np.random.default_rng(SEED).choice(readers, most, replace=False))
