"""What a question took, by what was said in its thread and when: by the wall's clock, and in opening hours.

Lengths are kept as exactly as they are ever said, so that years of them are counted by few different ones. The clock of
opening hours runs as that of the promises (`clocks`): only while it is the desk that is to reply.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foreword.desk.hours.calendar import Calendar
from foreword.desk.hours.clocks import ANSWER, DESK, READER, Said

_REPLIES: Final = (DESK, ANSWER)
_STEPS: Final = ((10 * 60, 1), (2 * 60 * 60, 60), (2 * 24 * 60 * 60, 6 * 60))
"""Below so many seconds in steps of so many: seconds, then minutes, then tenths of hours; beyond, hours."""


@dataclass(frozen=True, slots=True)
class Spent:
    """In seconds; None for what has not come yet."""

    first_reply: int | None = None
    first_reply_open: int | None = None
    answer: int | None = None
    answer_open: int | None = None
    waited: int | None = None
    on_first: bool | None = None


def spent(said: Sequence[Said], hours: Calendar) -> Spent:
    """`said` in the order of time. What comes after the first answer is another round, and changes nothing here."""
    if not said:
        return Spent()
    asked = said[0].at
    first = next((each for each in said if each.side in _REPLIES), None)
    answer = next((each for each in said if each.side == ANSWER), None)
    if first is None:
        return Spent()
    begun = Spent(_kept(_wall(asked, first.at)), _kept(hours.open_seconds_between(asked, first.at)))
    if answer is None:
        return begun
    turns = _turns([each for each in said if each.at <= answer.at and each is not answer], answer.at)
    return Spent(
        begun.first_reply,
        begun.first_reply_open,
        answer=_kept(_wall(asked, answer.at)),
        answer_open=_kept(sum(hours.open_seconds_between(since, until) for since, until in turns)),
        waited=_kept(_wall(asked, answer.at) - sum(_wall(since, until) for since, until in turns)),
        on_first=first is answer,
    )


def _turns(said: Iterable[Said], end: datetime) -> list[tuple[datetime, datetime]]:
    """The times in which the desk was to reply."""
    turns: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    for each in said:
        if each.side == READER:
            since = since or each.at
        elif since:
            turns.append((since, each.at))
            since = None
    return [*turns, (since, end)] if since else turns


def _wall(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds())


def _kept(seconds: float) -> int:
    step = next((step for below, step in _STEPS if seconds < below), 60 * 60)
    return max(0, round(seconds / step) * step)
