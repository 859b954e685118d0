from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class PortraitChanged(Event):
    """A reader's needs may be different now."""

    person: str
