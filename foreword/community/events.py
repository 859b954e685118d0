from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class ThreadChanged(Event):
    """A public thread was asked, replied to or hidden."""

    thread: str
