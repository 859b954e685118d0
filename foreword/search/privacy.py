"""What the room holds: which object changed, and what came of searches, without who searched."""

from datetime import timedelta

from foreword.kernel.privacy import describe

EVENTS = timedelta(days=30)
USES = timedelta(days=180)
FAILURES = timedelta(days=90)

describe(
    "search.IndexChange",
    purpose="The order in which the index takes in changes; gone with the next rebuild.",
    none=["number", "kind", "key", "mark", "changed_at"],
)
describe(
    "search.SearchEvent",
    purpose="Which results a search showed, to learn which answer. Nobody's name, no words: only their keyed hash.",
    retention=EVENTS,
    since="at",
    none=["id", "pid", "at", "query", "lang", "verdict", "shown", "trial"],
    personal=["visit"],
)
describe(
    "search.SearchUse",
    purpose="What was opened, confirmed or cited of what was found. Nobody's name.",
    retention=USES,
    since="at",
    none=["id", "search", "what", "kind", "key", "place", "at"],
)
describe(
    "search.LearnedPrior",
    purpose="How much likelier a document answers than its words let expect; made anew every night from the above.",
    none=["id", "kind", "key", "value", "learned_at"],
)
describe(
    "search.FailedSearch",
    purpose="What readers looked for and did not find, so that the library writes it. Kept without personal data.",
    retention=FAILURES,
    since="at",
    none=["id", "query", "lang", "why", "at"],
    personal=["visit"],
    content=["text"],
)
describe(
    "search.RankerTrial",
    purpose="Two ways of ranking compared: counts of visits, nobody's.",
    none=[
        "id",
        "pid",
        "house",
        "challenger",
        "share",
        "started_at",
        "stopped_at",
        "adopted_at",
        "wins",
        "losses",
        "ties",
        "counted_until",
    ],
)
