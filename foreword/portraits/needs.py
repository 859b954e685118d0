"""From a portrait to needs: what a reader is about to want to know, how surely, how soon, until when, and why.

A reason names the one dimension that it stands on, so that it goes when that goes; what cannot be given a reason is no
need. The words of the reasons are in `portraits.telling`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.timezone import localdate

from foreword.people.models import Dimension
from foreword.portraits.calendar import SeasonFact
from foreword.portraits.models import INTEREST, AnswerKind, Signal, SignalKind
from foreword.portraits.registry import Drawn, Facts
from foreword.portraits.terms import morning_after

Reason = dict[str, Any]

SEARCHES_KEPT: Final = 5
SEARCH_LASTS: Final = timedelta(days=14)
SEASON_STRENGTH: Final = 0.5
UNANSWERED: Final = 0.85
SEARCHED: Final = 0.55
FOLLOWED_WITHIN: Final = timedelta(hours=1)
FOLLOWS: Final = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED)
BY_LEVEL: Final = {
    "newcomer": AnswerKind.STEPS,
    "regular": AnswerKind.GUIDE,
    "researcher": AnswerKind.SOURCES,
    "contributor": AnswerKind.SOURCES,
}
CALM, SOON, NOW = 0.3, 0.6, 0.9
"""How urgent: some day, this week, today."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    strength: float
    reasons: list[Reason]
    expires_at: datetime | None
    topic: str = ""
    season: str = ""
    text: str = ""
    item: str = ""
    answer: AnswerKind = AnswerKind.STEPS
    urgency: float = CALM
    dimensions: list[str] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str, str, str]:
        return (self.topic, self.season, self.text, self.item)

    def joined(self, other: "Foreseen") -> "Foreseen":
        """Two grounds for the same need are one need: the stronger, the sooner, with the reasons of both."""
        both = [at for at in (self.expires_at, other.expires_at) if at is not None]
        ends = max(both) if len(both) == 2 else None
        return replace(
            self,
            strength=max(self.strength, other.strength),
            urgency=max(self.urgency, other.urgency),
            reasons=[*self.reasons, *(each for each in other.reasons if each not in self.reasons)],
            expires_at=ends,
        )


def reason(code: str, dimension: str, **params: Any) -> Reason:
    return {"code": code, "dimension": str(dimension), "params": params}


def from_interests(facts: Facts) -> Iterable[Foreseen]:
    """One reason for each dimension that speaks; old interests whose signals are forgotten say only that."""
    answer = BY_LEVEL.get(facts.value("level"), AnswerKind.STEPS)
    for topic, drawn, strength in _interests(facts):
        told = [signal for signal in facts.signals if signal.topic == topic and signal.kind not in AGAINST]
        by_dimension: dict[str, list[Signal]] = {}
        for signal in told[:200]:
            by_dimension.setdefault(signal.dimension, []).append(signal)
        reasons = [_from_signals(group, topic) for group in by_dimension.values()]
        dimension = next((str(name) for name in drawn.dimensions), "") if drawn else ""
        if not reasons and dimension in facts.agreed:
            reasons = [reason("interest", dimension, topic=topic)]
        busy = facts.value("task") == topic
        expires = drawn.expires_at if drawn else None
        yield Foreseen(strength, reasons, expires, topic=topic, answer=answer, urgency=NOW if busy else CALM)


AGAINST: Final = (SignalKind.DISMISSED, SignalKind.IGNORED)


def _interests(facts: Facts) -> Iterable[tuple[str, Drawn | None, float]]:
    """One open page is already a need, if a small one; what the reader confirmed is a whole one."""
    for drawn in facts.of_family(INTEREST):
        topic = drawn.key.removeprefix(INTEREST)
        own = facts.stated.get(drawn.key)
        yield topic, drawn, 1.0 if own and own.is_corrected else 0.35 + 0.65 * drawn.confidence
    for key, own in facts.stated.items():
        if own.topic and key not in facts.drawn and facts.value(key):
            yield own.topic, None, 1.0


def _from_signals(signals: list[Signal], topic: str) -> Reason:
    latest = signals[0]
    kind = SignalKind(latest.kind)
    code = CODES.get(kind, "opened")
    count = len({signal.item or signal.pid for signal in signals})
    since = signals[-1].at.isoformat()
    return reason(code, latest.dimension, signal=latest.pid, topic=topic, count=count, since=since)


CODES: Final = {
    SignalKind.SEARCHED: "searched",
    SignalKind.ASKED: "asked",
    SignalKind.SHARED: "shared",
    SignalKind.BORROWED: "borrowed",
    SignalKind.ENROLLED: "course",
}


def from_searches(facts: Facts) -> Iterable[Foreseen]:
    """The last searches in their own words; stronger where nothing answered and nothing was opened afterwards."""
    unused = {trait.topic for trait in facts.stated.values() if trait.topic and not facts.value(trait.key)}
    opened = [signal.at for signal in facts.signals if signal.kind in FOLLOWS]
    seen: set[str] = set()
    for signal in facts.signals:
        if signal.kind != SignalKind.SEARCHED or not signal.text or signal.at < facts.at - SEARCH_LASTS:
            continue
        if signal.topic in unused or signal.text in seen or len(seen) == SEARCHES_KEPT:
            continue
        seen.add(signal.text)
        yield _from_search(signal, followed=any(signal.at <= at <= signal.at + FOLLOWED_WITHIN for at in opened))


def _from_search(signal: Signal, *, followed: bool) -> Foreseen:
    unanswered = signal.hits == 0 and not followed
    params = {"signal": signal.pid, "topic": signal.topic, "count": 1, "since": signal.at.isoformat()}
    return Foreseen(
        UNANSWERED if unanswered else SEARCHED,
        [reason("unanswered" if unanswered else "searched", signal.dimension, **params)],
        signal.at + SEARCH_LASTS,
        topic=signal.topic,
        text=signal.text,
        answer=AnswerKind.PERSON if unanswered else AnswerKind.STEPS,
        urgency=SOON,
    )


def from_seasons(facts: Facts) -> Iterable[Foreseen]:
    """What the time of term calls for from this kind of reader; of an unknown kind, only what concerns everybody."""
    if not facts.value("season"):
        return
    kind = facts.value("kind")
    for season in facts.seasons:
        if not season.audience or kind in season.audience:
            ends = morning_after(season.ends_on)
            urgency = soon(facts, season.ends_on, 30)
            reasons = _season_reasons(season, kind)
            yield Foreseen(SEASON_STRENGTH, reasons, ends, season=season.key, urgency=urgency)


def _season_reasons(season: SeasonFact, kind: str) -> list[Reason]:
    reasons = [reason("season", Dimension.PLACE, season=season.key, until=season.ends_on.isoformat())]
    return [*reasons, reason("kind", Dimension.PROFILE, kind=kind)] if season.audience else reasons


def soon(facts: Facts, day: date, span: int) -> float:
    """How urgent something is that is due on this day, from `span` days before on."""
    left = max((day - localdate(facts.at)).days, 0)
    return round(min(max(1.0 - left / span, CALM), 1.0), 2)
