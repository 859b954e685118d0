from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class MessageAccepted(Event):
    """A message was stored and numbered."""

    conversation: str
    message: str
    seq: int
    author: str
    internal: bool
