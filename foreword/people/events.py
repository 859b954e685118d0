from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class ConsentGiven(Event):
    person: str
    dimension: str


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A reader switched one dimension off: what was made from it goes."""

    person: str
    dimension: str
