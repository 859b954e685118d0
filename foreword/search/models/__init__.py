"""What search keeps: the change log of its index."""

from foreword.search.models.changes import IndexChange

__all__ = ["IndexChange"]
