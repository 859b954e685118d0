"""Foreseeing: what a reader is about to need, from the traits that are in use and were agreed to.

A need is made with its reasons; a reason names the one dimension that it stands on, so that it goes when that goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from foreword.kernel.clock import ago, now, today
from foreword.people.models import Dimension, Person
from foreword.portraits.calendar import SeasonFact, seasons_for
from foreword.portraits.models import Need, Signal, SignalKind, Trait

Reason = dict[str, Any]

SEARCHES_KEPT: Final = 5
SEARCH_LASTS: Final = timedelta(days=14)
SEASON_STRENGTH: Final = 0.5
UNANSWERED: Final = 0.85
SEARCHED: Final = 0.55
FOLLOWED_WITHIN: Final = timedelta(hours=1)
FOLLOWS = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED)


@dataclass(frozen=True, slots=True)
class Foreseen:
    strength: float
    reasons: list[Reason]
    expires_at: datetime | None
    topic: str = ""
    season: str = ""
    text: str = ""
    dimensions: list[str] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str, str]:
        return (self.topic, self.season, self.text)


def foresee(*, person: Person, agreed: frozenset[str]) -> None:
    """Make this reader's needs what they are now. A need that was there before stays the same need."""
    wanted = {need.identity: need for need in _foreseen(person, agreed) if need.reasons}
    known = {(need.topic, need.season, need.text): need for need in Need.objects.filter(person=person)}
    gone = [need.pk for identity, need in known.items() if identity not in wanted]
    Need.objects.filter(pk__in=gone).delete()
    for identity, need in wanted.items():
        values = {
            "strength": round(need.strength, 4),
            "reasons": need.reasons,
            "dimensions": sorted({reason["dimension"] for reason in need.reasons}),
            "expires_at": need.expires_at,
        }
        if identity in known:
            Need.objects.filter(pk=known[identity].pk).update(**values)
        else:
            Need.objects.create(person=person, topic=need.topic, season=need.season, text=need.text, **values)


def _foreseen(person: Person, agreed: frozenset[str]) -> Iterable[Foreseen]:
    traits = {trait.key: trait for trait in Trait.objects.filter(person=person).in_use()}
    unused = set(
        Trait.objects.filter(person=person, hidden_at__isnull=False).interests().values_list("value", flat=True)
    )
    unused |= {trait.topic for trait in traits.values() if trait.is_denied}
    signals = list(Signal.objects.filter(person=person, dimension__in=agreed).recent_first()[:200])
    for trait in traits.values():
        if trait.topic and not trait.is_denied:
            yield _from_interest(trait, [each for each in signals if each.topic == trait.topic], agreed)
    yield from _from_searches([each for each in signals if each.topic not in unused])
    if "season" in traits and Dimension.PLACE in agreed:
        yield from _from_seasons(traits, agreed)


def _from_interest(trait: Trait, signals: list[Signal], agreed: frozenset[str]) -> Foreseen:
    """One reason for each dimension that speaks; old interests whose signals are forgotten say only that."""
    by_dimension: dict[str, list[Signal]] = {}
    for signal in signals:
        if signal.kind != SignalKind.DISMISSED:
            by_dimension.setdefault(signal.dimension, []).append(signal)
    reasons = [_reason(group, trait.topic) for group in by_dimension.values()]
    if not reasons and trait.dimension in agreed:
        reasons = [{"code": "interest", "dimension": trait.dimension, "params": {"topic": trait.topic}}]
    return Foreseen(_strength(trait), reasons, trait.expires_at, topic=trait.topic)


def _strength(trait: Trait) -> float:
    """One open page is already a need, if a small one; what the reader confirmed is a whole one."""
    return 1.0 if trait.is_corrected else 0.35 + 0.65 * trait.confidence


def _reason(signals: list[Signal], topic: str) -> Reason:
    latest = signals[0]
    code = {SignalKind.FOUND_USEFUL: "opened", SignalKind.ANSWERED: "opened"}.get(SignalKind(latest.kind), latest.kind)
    params = {
        "signal": latest.pid,
        "topic": topic,
        "count": len({signal.item or signal.pid for signal in signals}),
        "since": signals[-1].at.isoformat(),
    }
    return {"code": code, "dimension": latest.dimension, "params": params}


def _from_searches(signals: list[Signal]) -> Iterable[Foreseen]:
    """The last searches in their own words; stronger where nothing answered and nothing was opened afterwards."""
    opened = [signal.at for signal in signals if signal.kind in FOLLOWS]
    seen: set[str] = set()
    for signal in signals:
        if signal.kind != SignalKind.SEARCHED or not signal.text or signal.at < ago(days=SEARCH_LASTS.days):
            continue
        if signal.text in seen or len(seen) == SEARCHES_KEPT:
            continue
        seen.add(signal.text)
        followed = any(signal.at <= at <= signal.at + FOLLOWED_WITHIN for at in opened)
        unanswered = signal.hits == 0 and not followed
        params = {"signal": signal.pid, "topic": signal.topic, "count": 1, "since": signal.at.isoformat()}
        reason = {"code": "unanswered" if unanswered else "searched", "dimension": signal.dimension, "params": params}
        strength = UNANSWERED if unanswered else SEARCHED
        yield Foreseen(strength, [reason], signal.at + SEARCH_LASTS, topic=signal.topic, text=signal.text)


def _from_seasons(traits: dict[str, Trait], agreed: frozenset[str]) -> Iterable[Foreseen]:
    kind = traits["kind"].value if "kind" in traits and Dimension.PROFILE in agreed else None
    for season in seasons_for(kind):
        yield Foreseen(SEASON_STRENGTH, _season_reasons(season, kind), _end_of(season), season=season.key)


def _season_reasons(season: SeasonFact, kind: str | None) -> list[Reason]:
    params = {"season": season.key, "until": season.ends_on.isoformat()}
    reasons: list[Reason] = [{"code": "season", "dimension": Dimension.PLACE.value, "params": params}]
    if season.audience:
        reasons.append({"code": "kind", "dimension": Dimension.PROFILE.value, "params": {"kind": kind}})
    return reasons


def _end_of(season: SeasonFact) -> datetime:
    return now() + timedelta(days=max((season.ends_on - today()).days, 0) + 1)
