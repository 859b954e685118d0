"""How much may reach one reader, on which medium and when. Pure functions: each rule can be tested alone.

All moments are local to the library. A due date passes the budget, never the quiet hours. Nothing here chooses *what*
is best: that is ranking's (`rank`) and the page's policy (`policy`); here it is decided whether it goes out at all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from foreword.push.models import Medium
from foreword.push.policy import OF_A_TOPIC, REST, THRESHOLD, WEAK

PUSH: Final = THRESHOLD
"""From this score on (a use as likely as one in five) it may be a notice; from `WEAK` on, stand in a digest."""
NIGHT: Final = (time(21), time(8))
A_WEEK: Final = 2
IN_A_DIGEST: Final = 5
IN_A_FEED: Final = 3
"""Entries of a private feed in one day."""
PERIODS: Final = {"daily": 1, "weekly": 7}
LEFT_ALONE: Final = timedelta(days=3)
IGNORED: Final = 3
"""After so many that were left alone the budget halves, and halves again; whatever is opened makes it whole."""
SLOWEST: Final = 16
"""The budget is never less than a sixteenth: then it is a matter of months, and of one opened answer."""


class Fate(StrEnum):
    """What becomes of one answer for one reader: the medium that it goes out on, or why nothing is said."""

    BROWSER = Medium.BROWSER
    MAIL = Medium.MAIL
    FEED = Medium.FEED
    STOPPED = "stopped"
    NOWHERE = "nowhere"
    QUIET = "quiet"
    SPENT = "spent"
    WEAK = "weak"
    RESTING = "resting"
    HELD = "held"

    @property
    def medium(self) -> Medium | None:
        """The one that it goes out on, if it goes out."""
        return Medium(self.value) if self.value in Medium.values else None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader chose on "How we may reach you". By default nothing is sent to anybody."""

    mail: str = ""
    feed: bool = False
    browser: bool = False
    quiet: tuple[time, time] | None = None
    a_week: int = A_WEEK
    stopped: bool = False
    held: bool = False
    """Of the tenth to whom only what is due is sent."""

    @property
    def media(self) -> list[Medium]:
        """The chosen ones, the most urgent first."""
        chosen = {Medium.BROWSER: self.browser, Medium.MAIL: bool(self.mail), Medium.FEED: self.feed}
        return [medium for medium, wanted in chosen.items() if wanted]


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer that went out to this reader. `heeded_at` is when they opened it or said anything of it."""

    key: str
    medium: Medium
    at: datetime
    heeded_at: datetime | None = None
    urgent: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Sendable:
    """One answer that could go out. `media` are those that it may go out on."""

    key: str
    score: float
    topic: str = ""
    urgent: bool = False
    media: frozenset[Medium] = field(default_factory=lambda: frozenset(Medium))


def is_quiet(at: datetime, own: tuple[time, time] | None = None) -> bool:
    """At night, and in the reader's own hours; both may pass midnight."""
    hours = [NIGHT, own] if own else [NIGHT]
    return any(_within(at.time(), start, end) for start, end in hours)


def loud_for(at: datetime, own: tuple[time, time] | None = None) -> timedelta:
    """How long it is until quiet hours begin; nothing while it is quiet."""
    if is_quiet(at, own):
        return timedelta(0)
    starts = [datetime.combine(at.date(), start, at.tzinfo) for start, _end in filter(None, [NIGHT, own])]
    return min((each if each > at else each + timedelta(days=1)) - at for each in starts)


def patience(sent: Iterable[Sent], at: datetime) -> int:
    """By how much the budget is stretched: 1, 2, 4 … for each three left alone since something was last heeded."""
    known = list(sent)
    last = max((each.heeded_at for each in known if each.heeded_at), default=None)
    alone = [
        each for each in known if not each.heeded_at and at - each.at >= LEFT_ALONE and (last is None or each.at > last)
    ]
    return min(2 ** (len(alone) // IGNORED), SLOWEST)


def plan(things: Iterable[Sendable], wishes: Wishes, sent: Sequence[Sent], at: datetime) -> dict[str, Fate]:
    """The fate of each, the urgent first, then the likeliest; what goes out counts for those that follow."""
    fates: dict[str, Fate] = {}
    gone = list(sent)
    for thing in sorted(things, key=lambda each: (not each.urgent, -each.score, each.key)):
        fate = fates[thing.key] = _fate(thing, wishes, gone, at)
        if fate.medium:
            gone.append(Sent(thing.key, fate.medium, at, urgent=thing.urgent, topic=thing.topic))
    return fates


def _fate(thing: Sendable, wishes: Wishes, sent: Sequence[Sent], at: datetime) -> Fate:
    chosen = [medium for medium in wishes.media if medium in thing.media]
    silence = _silence(thing, wishes, chosen, sent, at)
    if silence:
        return silence
    if thing.urgent:
        return Fate.SPENT if _reminded(sent, at) else Fate(chosen[0].value)
    free = next((medium for medium in chosen if ROOM[medium](thing, wishes, sent, at)), None)
    return Fate(free.value) if free else Fate.SPENT


def _silence(
    thing: Sendable, wishes: Wishes, chosen: Sequence[Medium], sent: Sequence[Sent], at: datetime
) -> Fate | None:
    """Why nothing is said, whatever the budget."""
    reasons = {
        Fate.STOPPED: wishes.stopped,
        Fate.NOWHERE: not chosen,
        Fate.HELD: wishes.held and not thing.urgent,
        Fate.RESTING: any(each.key == thing.key and at - each.at < REST for each in sent),
        Fate.WEAK: thing.score < WEAK and not thing.urgent,
        Fate.QUIET: is_quiet(at, wishes.quiet),
    }
    return next((fate for fate, holds in reasons.items() if holds), None)


def _reminded(sent: Sequence[Sent], at: datetime) -> bool:
    """One reminder a day is enough; of one mail, all that is due."""
    return any(
        each.urgent and each.at.date() == at.date() and not (each.at == at and each.medium == Medium.MAIL)
        for each in sent
    )


def _room_in_browser(thing: Sendable, wishes: Wishes, sent: Sequence[Sent], at: datetime) -> bool:
    """One a day, two a week or as few as the reader wants; only what will probably be used."""
    pushed = [each for each in sent if each.medium == Medium.BROWSER and not each.urgent]
    week = timedelta(days=7 * patience(sent, at))
    return (
        thing.score >= PUSH
        and not any(each.at.date() == at.date() for each in pushed)
        and sum(at - each.at < week for each in pushed) < min(wishes.a_week, A_WEEK)
    )


def _room_in_digest(thing: Sendable, wishes: Wishes, sent: Sequence[Sent], at: datetime) -> bool:
    """Up to five together once in its period, never more than two of a topic."""
    mailed = [each for each in sent if each.medium == Medium.MAIL and not each.urgent]
    earlier = [each for each in mailed if each.at < at]
    period = PERIODS[wishes.mail] * patience(sent, at)
    if any((at.date() - each.at.date()).days < period for each in earlier):
        return False
    return _apart(thing, [each for each in mailed if each.at == at], IN_A_DIGEST)


def _room_in_feed(thing: Sendable, wishes: Wishes, sent: Sequence[Sent], at: datetime) -> bool:  # noqa: ARG001
    today = [each for each in sent if each.medium == Medium.FEED and not each.urgent and each.at.date() == at.date()]
    return patience(sent, at) < SLOWEST and _apart(thing, today, IN_A_FEED)


ROOM: Final = {Medium.BROWSER: _room_in_browser, Medium.MAIL: _room_in_digest, Medium.FEED: _room_in_feed}


def _apart(thing: Sendable, beside: Sequence[Sent], most: int) -> bool:
    topics = Counter(each.topic for each in beside)
    return len(beside) < most and (not thing.topic or topics[thing.topic] < OF_A_TOPIC)


def _within(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start <= end else moment >= start or moment < end
