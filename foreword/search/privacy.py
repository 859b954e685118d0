"""What the room holds: which object changed, and nothing of what it says or whose it is."""

from foreword.kernel.privacy import describe

describe(
    "search.IndexChange",
    purpose="The order in which the index takes in changes; gone with the next rebuild.",
    none=["number", "kind", "key", "mark", "changed_at"],
)
