"""What other rooms tell search."""

from foreword.search.actions.indexing import mark_changed, reindex

__all__ = ["mark_changed", "reindex"]
