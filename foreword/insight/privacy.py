"""What the room holds: counts of groups, about nobody."""

from foreword.kernel.privacy import describe

describe(
    "insight.GroupFigure",
    purpose="What groups of ten readers and more look for, so that the library knows what to write next.",
    none=["id", "month", "by", "group", "measure", "value", "readers"],
)
