"""`foreword bench push DIR`: the production engine on a log of use, fitted on train.csv, asked about test.csv.

Full ranking over all items. `new`: titles that a reader had not used before, `any`: repeats count; both for readers
whom train.csv knows. `cold_readers`: nobody knew them; their first event of the test is told, the rest is to be found.
`cold_items`: titles that nobody had used, ranked among such alone. `ece` and `pushed` are of the probability that the
reader uses it within sixty days, over everybody whom train.csv knows, whether they came again or not (and, for
comparison, among those who came). Without timestamps only `new` is measured.
"""

import dataclasses
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.conf import settings
from rich.console import Console
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from foreword.kernel.bench.figures import percentiles
from foreword.push.bench.folder import Folder
from foreword.push.bench.measures import Tally, average
from foreword.push.engine.calibration import calibration_error
from foreword.push.engine.catalogue import Catalogue
from foreword.push.engine.engine import Engine, Offers
from foreword.push.engine.features import Among
from foreword.push.engine.learned import HORIZON
from foreword.push.engine.log import Ints, Log
from foreword.push.engine.reading import Reading
from foreword.push.vectors import vectors_of

PUSHED: Final = 0.20
"""From this probability on something is pushed (push.md)."""
TIMED: Final = 400
"""Readers who are served one by one with the clock running."""


def run(directory: Path, *, as_json: bool) -> dict[str, Any]:
    folder = Folder.read(directory)
    with threadpool_limits(1):
        report = _measured(folder)
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        Console().print_json(data=report)
    return report


def _measured(folder: Folder) -> dict[str, Any]:
    began = time.perf_counter()
    vectors = vectors_of(folder.titles, Path(settings.FOREWORD_HOME) / "bench" / "push.vectors")
    encoded, busy = time.perf_counter(), time.process_time()
    engine = Engine.of(folder.train, Catalogue.of(folder.titles, vectors), folder.train.end)
    fitted, worked = time.perf_counter(), time.process_time()
    trial = Trial(folder, engine)
    return {
        "items": len(folder.titles),
        "events": len(folder.train),
        **trial.known(),
        **(trial.cold() if folder.timed else {}),
        "encode_s": round(encoded - began, 1),
        "fit_s": round(fitted - encoded, 1),
        "fit_cpu_s": round(worked - busy, 1),
        "reader_ms": trial.served(),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


@dataclass(frozen=True, slots=True)
class Trial:
    """A fitted engine before the test it does not know."""

    folder: Folder
    engine: Engine

    @property
    def _known_readers(self) -> Ints:
        return np.intersect1d(self.folder.train.users, self.folder.test.users)

    def known(self) -> dict[str, Any]:
        """Of readers with a past: `new`, `any`, topics, and what the probabilities are worth."""
        train = self.folder.train
        readers = np.unique(train.users)
        new, whole, sure = Tally(), Tally(), Sure()
        needs, fresh = _needs(self.folder.test), _needs(self.folder.test.without(train))
        soon = _needs(self.folder.test.before(train.end + HORIZON))
        reading = Reading.of(train, train.end).some(readers)
        for reader, offers in zip(readers, self.engine.offers(reading), strict=True):
            new.add(offers.news, fresh(reader))
            whole.add(offers.items, needs(reader))
            sure.add(offers, soon(reader), came=bool(len(needs(reader))))
        report = {"new": new.report(len(self.folder.titles))}
        if self.folder.timed:
            report |= {"any": whole.report(len(self.folder.titles)), **sure.report(), "topics": self._topics()}
        return report

    def cold(self) -> dict[str, Any]:
        return {"cold_readers": self._cold_readers(), "cold_items": self._cold_items()}

    def _cold_readers(self) -> dict[str, Any]:
        test, end = self.folder.test, self.folder.train.end
        unknown = test.some(~np.isin(test.users, self.folder.train.users))
        readers, first = np.unique(unknown.users, return_index=True)
        told = unknown.some(np.isin(np.arange(len(unknown)), first))
        start = dataclasses.replace(told, days=np.full(len(told), end))
        tally, needs = Tally(), _needs(unknown.without(start))
        for reader, offers in zip(readers, self.engine.offers(Reading.of(start, end).some(readers)), strict=True):
            tally.add(offers.news, needs(reader))
        return tally.report(len(self.folder.titles))

    def _cold_items(self) -> dict[str, Any]:
        """Among all titles that nobody had used; and, as others measure it, among those of them that the test holds."""
        cold = self.folder.train.counts() == 0
        return {**self._among(cold), "of_those_used": self._among(cold & (self.folder.test.counts() > 0))}

    def _among(self, cold: Among) -> dict[str, Any]:
        train, test = self.folder.train, self.folder.test
        readers = np.intersect1d(self._known_readers, test.users[cold[test.items]])
        tally, needs = Tally(), _needs(test.some(cold[test.items]))
        reading = Reading.of(train, train.end).some(readers)
        for reader, offers in zip(readers, self.engine.offers(reading, cold), strict=True):
            tally.add(offers.news, needs(reader))
        return {"items": int(cold.sum()), **tally.report(int(cold.sum()))}

    def _topics(self) -> dict[str, float]:
        """Of the topics of what is new to a reader: the first foreseen is one of them; share among the first five."""
        train, of = self.folder.train, self.engine.sources.catalogue.topics
        readers = self._known_readers
        ranked = np.argsort(-self.engine.topics(Reading.of(train, train.end).some(readers)), axis=1)
        needs = _needs(self.folder.test.without(train))
        pairs = [(ranked[n], np.unique(of[needs(reader)])) for n, reader in enumerate(readers) if len(needs(reader))]
        first = [float(np.isin(row[0], topics)) for row, topics in pairs]
        return {
            "topics": self.engine.sources.catalogue.n_topics,
            "precision@1": average(first),
            "recall@5": average([float(np.isin(topics, row[:5]).mean()) for row, topics in pairs]),
        }

    def served(self) -> dict[str, float]:
        """Milliseconds for one reader, from what they used to the ranked list with all features."""
        train, readers = self.folder.train, np.unique(self.folder.train.users)
        some = np.random.default_rng(0).choice(readers, min(TIMED, len(readers)), replace=False)
        seconds = []
        for reader in some:
            own = train.some(train.users == reader)
            began = time.perf_counter()
            list(self.engine.offers(Reading.of(own.alone(), train.end)))
            seconds.append(time.perf_counter() - began)
        return percentiles(seconds)


class Sure:
    """Probabilities and what came of them."""

    def __init__(self) -> None:
        self._probabilities: list[npt.NDArray[np.float64]] = []
        self._used: list[npt.NDArray[np.bool_]] = []
        self._came: list[npt.NDArray[np.bool_]] = []

    def add(self, offers: Offers, needed: Ints, *, came: bool) -> None:
        self._probabilities.append(offers.probabilities)
        self._used.append(np.isin(offers.items[: len(offers.probabilities)], needed))
        self._came.append(np.full(len(offers.probabilities), came))

    def report(self) -> dict[str, Any]:
        """Over each reader's twenty likeliest: nobody is ever offered the others."""
        probabilities, used = np.concatenate(self._probabilities), np.concatenate(self._used)
        pushed, came = probabilities >= PUSHED, np.concatenate(self._came)
        return {
            "ece": round(calibration_error(probabilities, used), 4),
            "pushed": {
                "from": PUSHED,
                "items": int(pushed.sum()),
                "precision": average(used[pushed].tolist()),
                "precision_of_who_came": average(used[pushed & came].tolist()),
            },
        }


def _needs(log: Log) -> Callable[[int], Ints]:
    """By reader, the items of a log."""
    pairs = log.pairs()

    def of(reader: int) -> Ints:
        return np.asarray(pairs.indices[pairs.indptr[reader] : pairs.indptr[reader + 1]])

    return of
