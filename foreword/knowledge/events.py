from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class EntryDrafted(Event):
    entry: str


@dataclass(frozen=True)
class EntryPublished(Event):
    """An entry can now be found, and may be pushed."""

    entry: str
    topic: str


@dataclass(frozen=True)
class EntryWithdrawn(Event):
    entry: str


@dataclass(frozen=True)
class EntryChanged(Event):
    """A published entry says something else than before."""

    entry: str
