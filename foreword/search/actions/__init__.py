"""What other rooms tell search: what changed, and what came of what it found."""

from foreword.search.actions.indexing import mark_changed, reindex
from foreword.search.actions.learning import learn
from foreword.search.actions.noting import note_failure, note_search, note_use, reworded, settle_failures
from foreword.search.actions.trials import (
    HasNotWon,
    NoSuchRanker,
    RankerRefused,
    TrialIsRunning,
    adopt_ranker,
    standing,
    stop_trial,
    try_ranker,
)

__all__ = [
    "HasNotWon",
    "NoSuchRanker",
    "RankerRefused",
    "TrialIsRunning",
    "adopt_ranker",
    "learn",
    "mark_changed",
    "note_failure",
    "note_search",
    "note_use",
    "reindex",
    "reworded",
    "settle_failures",
    "standing",
    "stop_trial",
    "try_ranker",
]
