"""The clocks of a question: when a first reply and an answer are due, by what was said in its thread and when.

They run in opening hours, from the reader's words on, and stand still while the reader is to reply. They are wound anew
from the whole thread each time, so there is no state that a crash could spoil.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foreword.desk.hours.calendar import Calendar

READER: Final = "reader"
DESK: Final = "desk"
ANSWER: Final = "answer"
SETTLED: Final = "settled"
WARN_AFTER: Final = 0.75
"""The share of the time after which the desk is told."""


@dataclass(frozen=True, slots=True)
class Target:
    """In seconds of opening."""

    first_reply: float
    answer: float


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that moves the clocks: the reader's words, the desk's, an answer, or the reader's "that answers it"."""

    at: datetime
    side: str


@dataclass(frozen=True, slots=True)
class Due:
    """None for a clock that stands still, or has been met."""

    first_reply: datetime | None = None
    answer: datetime | None = None
    warn: datetime | None = None

    @property
    def nearest(self) -> datetime | None:
        return min(filter(None, (self.first_reply, self.answer)), default=None)


@dataclass(slots=True)
class _Clock:
    since: datetime | None = None
    """None while it stands still."""
    used: float = 0.0
    replied: bool = False
    answered: bool = False

    def hear(self, said: Said, hours: Calendar) -> None:
        if said.side != READER:
            if self.since:
                self.used += hours.open_seconds_between(self.since, said.at)
            self.since, self.replied = None, True
            self.answered = said.side in {ANSWER, SETTLED}
        elif self.since is None:
            self.since = said.at
            if self.answered:  # whoever comes back after an answer begins a new round
                self.used, self.answered = 0.0, False


def wind(said: Iterable[Said], target: Target, hours: Calendar) -> Due:
    """`said` in the order of time."""
    clock = _Clock()
    for each in said:
        clock.hear(each, hours)
    if clock.since is None:
        return Due()
    lengths = {"answer": target.answer} | ({} if clock.replied else {"first_reply": target.first_reply})
    due = {name: hours.add_open_time(clock.since, max(0.0, length - clock.used)) for name, length in lengths.items()}
    warn = [hours.add_open_time(clock.since, max(0.0, length * WARN_AFTER - clock.used)) for length in lengths.values()]
    return Due(**due, warn=min(filter(None, warn), default=None))
