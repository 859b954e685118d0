"""What search keeps: the change log of its index, what came of searches, and rankers on trial."""

from foreword.search.models.changes import IndexChange
from foreword.search.models.trials import RankerTrial
from foreword.search.models.use import ENOUGH_VISITS, FailedSearch, Followed, LearnedPrior, SearchEvent, SearchUse

__all__ = [
    "ENOUGH_VISITS",
    "FailedSearch",
    "Followed",
    "IndexChange",
    "LearnedPrior",
    "RankerTrial",
    "SearchEvent",
    "SearchUse",
]
