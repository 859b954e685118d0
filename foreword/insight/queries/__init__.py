from foreword.insight.queries.lineage import Born, Lineage, born_of_questions, lineage
from foreword.insight.queries.loop import Loop, Step, loop
from foreword.insight.queries.searches import (
    Explained,
    Failure,
    Tried,
    failures,
    latest_trial,
    ranker_in_use,
    shares,
    tried,
    withheld,
)

__all__ = [
    "Born",
    "Explained",
    "Failure",
    "Lineage",
    "Loop",
    "Step",
    "Tried",
    "born_of_questions",
    "failures",
    "latest_trial",
    "lineage",
    "loop",
    "ranker_in_use",
    "shares",
    "tried",
    "withheld",
]
