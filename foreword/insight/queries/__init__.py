from foreword.insight.queries.groups import Groups, groups
from foreword.insight.queries.lineage import Born, Lineage, born_of_questions, lineage
from foreword.insight.queries.loop import Loop, Step, loop
from foreword.insight.queries.readers import Portraits, group_portraits
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
from foreword.insight.queries.service import Asked, Line, Service, measured_at, service, transactions

__all__ = [
    "Asked",
    "Born",
    "Explained",
    "Failure",
    "Groups",
    "Line",
    "Lineage",
    "Loop",
    "Portraits",
    "Service",
    "Step",
    "Tried",
    "born_of_questions",
    "failures",
    "group_portraits",
    "groups",
    "latest_trial",
    "lineage",
    "loop",
    "measured_at",
    "ranker_in_use",
    "service",
    "shares",
    "transactions",
    "tried",
    "withheld",
]
