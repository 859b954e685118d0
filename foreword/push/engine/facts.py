"""What is known of items, of readers and of a reader with an item, beside all likeness: ages, gaps, habits."""

from typing import Final

import numpy as np

from foreword.push.engine.likeness import Vectors
from foreword.push.engine.log import Ints, Log, Matrix
from foreword.push.engine.reading import NEVER, Reading

OF_ITEMS: Final = ("popular", "popular_14", "popular_60", "since_last", "since_first", "returned_to", "item_readers")
OF_READERS: Final = ("titles", "events", "quiet", "tenure", "habit", "taste")
OF_PAIRS: Final = ("own_times", "own_since", "own_first")
SMOOTHED: Final = 3.0


def facts_of_items(log: Log, now: float) -> Vectors:
    """How much each is read (in all, in two weeks, in two months, as shares of the most read), since when, how often
    its readers come back to it, by how many.
    """
    readers = np.asarray(log.pairs().sum(axis=0)).ravel()
    events = log.counts()
    everywhere = max(events.sum() - readers.sum(), 0.0) / max(events.sum(), 1.0)
    columns = [
        *(share(counts) for counts in (events, log.counts(now - 14.0), log.counts(now - 60.0))),
        np.minimum(now - log.last_days(), NEVER),
        np.minimum(now - np.maximum(np.where(np.isfinite(first := log.first_days()), first, -NEVER), -NEVER), NEVER),
        (events - readers + SMOOTHED * everywhere) / (events + SMOOTHED),
        readers,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def facts_of_readers(reading: Reading, items: Vectors) -> Vectors:
    """How many titles and uses, days since the last and first, how often they come back to one, how common what they
    read is.
    """
    titles = np.diff(reading.times.indptr).astype(np.float64)
    events = np.asarray(reading.times.sum(axis=1)).ravel()
    habit = (events - titles) / np.maximum(events, 1.0)
    taste = np.asarray(reading.ever @ items[:, 0]) / np.maximum(titles, 1.0)
    quiet = [_of_row(reading.last, n).min(initial=NEVER) for n in range(len(titles))]
    tenure = [_of_row(reading.first, n).max(initial=0.0) for n in range(len(titles))]
    return np.stack([titles, events, quiet, tenure, habit, taste], axis=1).astype(np.float32)


def facts_of_pairs(reading: Reading, rows: Ints, items: Ints) -> Vectors:
    """How often each reader used each item, and how many days ago, last and first."""
    times, last, first = (_at(each, rows, items) for each in (reading.times, reading.last, reading.first))
    known = times > 0
    return np.stack([times, np.where(known, last, NEVER), np.where(known, first, NEVER)], axis=1).astype(np.float32)


def share(counts: np.ndarray) -> Vectors:
    return (counts / max(counts.max(initial=0.0), 1.0)).astype(np.float32)


def _of_row(matrix: Matrix, n: int) -> Vectors:
    return np.asarray(matrix.data[matrix.indptr[n] : matrix.indptr[n + 1]])


def _at(matrix: Matrix, rows: Ints, items: Ints) -> Vectors:
    return np.asarray(matrix[rows, items]).ravel()
