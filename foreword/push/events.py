from dataclasses import dataclass

from foreword.kernel.events import Event


@dataclass(frozen=True)
class AnswerPushed(Event):
    delivery: str
    person: str
    kind: str
    key: str


@dataclass(frozen=True)
class OutcomeGiven(Event):
    """A reader said what an answer was to them."""

    delivery: str
    person: str
    outcome: str
