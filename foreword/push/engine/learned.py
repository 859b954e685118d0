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
from foreword.push.engine.features import KEPT, Candidates, candidates
from foreword.push.engine.log import Floats, Ints, Log, Matrix
from foreword.push.engine.ranker import Ranker, taught
from foreword.push.engine.reading import Reading
from foreword.push.engine.sources import Sources

HORIZON: Final = 60.0
"""Days in which something has to be used for an offer to have been right."""
MOMENTS: Final = 3
BLOCK: Final = 256
READERS: Final = 3_000
"""Of one moment, no more readers than this are learned from."""
HELD: Final = 5
"""Every fifth reader is kept for the calibration."""
OTHERS: Final = 60
"""Of what a reader neither used nor had used before, so many candidates are learned from."""
KNOWN: Final = 0.8
SEED: Final = 20_24


@dataclass(frozen=True, slots=True)
class Lesson:
    """Candidates as they were at a moment, and which of them were used afterwards."""

    candidates: Candidates
    used: npt.NDArray[np.bool_]

    def some(self, chosen: npt.NDArray[np.bool_] | Ints) -> "Lesson":
        return Lesson(self.candidates.some(chosen), self.used[chosen])

    def of_who_used(self, *, new: bool = False) -> npt.NDArray[np.bool_]:
        """All candidates, or those `new` to their reader, of readers who used any of them; of what they did not come
        back to only some, as of all else that they did not use.
        """
        of, rows = ~self.candidates.own | (not new), self.candidates.rows
        having = np.zeros(int(rows.max(initial=0)) + 1, bool)
        having[rows[of & self.used]] = True
        some = np.random.default_rng(SEED).random(len(rows)) < OTHERS / KEPT
        return np.asarray(of & having[rows] & (self.used | ~self.candidates.own | some))

    @classmethod
    def joined(cls, parts: list["Lesson"]) -> Self:
        found = Candidates.joined([part.candidates for part in parts])
        return cls(found, np.concatenate([part.used for part in parts]))


@dataclass(frozen=True, slots=True)
class Learned:
    """Two that order, and one that tells how probable a use is.

    Those that order learn from readers who came again; so they spend all they have on which item, and nothing on who.
    The third learns from everybody, since most pushes in vain go to readers who do not come again.
    """

    any: Ranker
    new: Ranker
    sure: Ranker
    calibration: Calibration
    until: float
    """The last day (since the epoch) that any of it was fitted on."""

    @classmethod
    def of(cls, log: Log, catalogue: Catalogue) -> Self:
        pairs = [each for known, after, now in _splits(log) if (each := _lessons(known, after, catalogue, now))]
        if not pairs:
            return cls(Ranker(0.0, ()), Ranker(0.0, ()), Ranker(0.0, ()), Calibration.none(), log.end)
        learning = Lesson.joined([each for each, _ in pairs])
        held = Lesson.joined([each for _, each in pairs])
        came, fresh = learning.some(learning.of_who_used()), learning.some(learning.of_who_used(new=True))
        sure = Ranker.of(learning.candidates, learning.used)
        return cls(
            any=Ranker.of(came.candidates, came.used),
            new=Ranker.of(fresh.candidates, fresh.used),
            sure=sure,
            calibration=Calibration.of(sure.scores(held.candidates), held.used, held.candidates.rows),
            until=log.end,
        )

    def probabilities(self, candidates: Candidates) -> Floats:
        return self.calibration.probabilities(self.sure.scores(candidates))


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
    everybody = np.unique(known.users)
    kept, came = everybody % HELD > 0, np.isin(everybody, after.users)
    # Some of those who did not come again too: that nothing of theirs is used is what there is to learn.
    learning = np.union1d(_some(everybody[kept & came], READERS), _some(everybody[kept & ~came], READERS // HELD))
    held = _some(everybody[~kept], READERS // HELD)
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
        parts.append(part if most is None else part.some(taught(found.rows, label | found.own, most)))
    return Lesson.joined(parts) if parts else Lesson(candidates(sources, reading.some(readers)), np.zeros(0, bool))


def _some(readers: Ints, most: int) -> Ints:
    if len(readers) <= most:
        return readers
    return np.sort(np.random.default_rng(SEED).choice(readers, most, replace=False))
