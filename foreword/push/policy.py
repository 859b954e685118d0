"""The policy: of all that could be pushed, what is. Pure functions, no database, so that each rule can be tested alone.

Silence is a valid answer: below the threshold nothing personal is said.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from foreword.push.models import REFUSALS, Outcome
from foreword.push.shelf import Key

VERSION: Final = "v2"

THRESHOLD: Final = 0.30
"""On the scale of the scores, where a use is as likely as one in five: worth being said."""
WEAK: Final = 0.075
"""One in twenty: below it nothing is said on any medium, whatever the occasion."""
LIKELY: Final = 0.20
EXPLORES: Final = 0.05
MOST: Final = 7
LEAST: Final = 3
"""As many answers Today should have; the season fills up to it."""
OF_A_TOPIC: Final = 2
REST: Final = timedelta(days=14)
MUTED: Final = timedelta(days=90)
DISMISSALS: Final = 2
SHARE: Final = 0.2
"""A reason is only told if it carries a fifth of what speaks for the item."""
LASTS: Final = timedelta(days=14)

Reason = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could be pushed, scored, with all that speaks for it."""

    kind: str
    key: str
    topic: str
    score: float
    reasons: tuple[tuple[float, Reason], ...]
    need: str = ""
    season: str = ""
    expires_at: datetime | None = None
    standing: str = ""
    """pid of the delivery, where it has been pushed already and still stands"""
    occasion: str = ""
    """pid of the occasion that offers it, and how many places of the page it may take a share of"""
    slots: int = 0
    propensity: float = 1.0
    """The probability with which it was chosen: below 1 where chance gave it its turn."""
    stands_on: frozenset[str] = frozenset()
    """Sources without which it would not be offered, whether or not they are told as reasons."""

    @property
    def identity(self) -> Key:
        return (self.kind, self.key)

    @property
    def told(self) -> list[Reason]:
        """The reasons that are stored and shown: those that carry a share, the strongest first.

        What concerns everybody is only given as the reason where nothing of this reader's speaks for the item.
        """
        personal = [pair for pair in self.reasons if pair[1]["dimension"]]
        ordered = sorted(personal or self.reasons, key=lambda pair: -pair[0])
        total = sum(weight for weight, _ in ordered)
        return [reason for weight, reason in ordered if weight >= SHARE * total] or [ordered[0][1]]

    @property
    def dimensions(self) -> frozenset[str]:
        return self.stands_on | {reason["dimension"] for reason in self.told if reason["dimension"]}


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier delivery to this reader."""

    kind: str
    key: str
    topic: str
    outcome: str
    at: datetime
    seen_at: datetime | None
    """When it reached its reader, on whichever medium."""


@dataclass(frozen=True, slots=True)
class History:
    past: Sequence[Past] = field(default_factory=tuple)

    def dismissed(self) -> frozenset[Key]:
        return frozenset((each.kind, each.key) for each in self.past if each.outcome in REFUSALS)

    def resting(self, at: datetime) -> frozenset[Key]:
        """Seen less than 14 days ago."""
        return frozenset((each.kind, each.key) for each in self.past if each.seen_at and at - each.seen_at < REST)

    def muted(self, at: datetime) -> frozenset[str]:
        """Topics set aside twice within 90 days, and those of which less was asked for."""
        lately = [each for each in self.past if each.outcome in REFUSALS and each.topic and at - each.at < MUTED]
        twice = Counter(each.topic for each in lately)
        less = {each.topic for each in lately if each.outcome == Outcome.LESS}
        return frozenset(less | {topic for topic, times in twice.items() if times >= DISMISSALS})


def on_scale(probability: float) -> float:
    """A probability of use as a score: straight from 0 over one in five at the threshold to 1."""
    if probability <= LIKELY:
        return probability / LIKELY * THRESHOLD
    return THRESHOLD + (probability - LIKELY) / (1 - LIKELY) * (1 - THRESHOLD)


def permitted(offer: Offer, agreed: frozenset[str]) -> Offer | None:
    """The offer with only the reasons that its reader allows; nothing where none is left, or it stands on another."""
    if not offer.stands_on <= agreed:
        return None
    reasons = tuple(pair for pair in offer.reasons if not pair[1]["dimension"] or pair[1]["dimension"] in agreed)
    return replace(offer, reasons=reasons) if reasons else None


def together(occasional: Iterable[Offer], offers: Iterable[Offer]) -> list[Offer]:
    """Each item once: what an occasion offers, with all else that speaks for it; then the rest."""
    others = {offer.identity: offer for offer in offers}
    met: dict[Key, Offer] = {}
    for offer in occasional:
        other = others.pop(offer.identity, None)
        if offer.identity not in met:
            best = max(offer.score, other.score) if other else offer.score
            reasons = offer.reasons + (other.reasons if other else ())
            met[offer.identity] = replace(offer, score=best, reasons=reasons, need=other.need if other else "")
    return [*met.values(), *others.values()]


def choose(offers: Iterable[Offer], history: History, *, at: datetime) -> list[Offer]:
    """At most seven: what occasions may take, the best, the season up to three; never more than two of a topic."""
    ordered = fitting(offers, history, at=at)
    occasional = [offer for offer in ordered if offer.occasion and offer.score >= WEAK]
    strong = [offer for offer in ordered if offer.score >= THRESHOLD or (offer.standing and offer.propensity < 1)]
    personal = [offer for offer in strong if offer.dimensions and not offer.occasion]
    chosen = spread(occasional, [], max((offer.slots for offer in occasional), default=0))
    chosen = spread(personal, chosen, MOST)
    public = [offer for offer in ordered if not offer.dimensions and not offer.occasion]
    return spread(public, chosen, LEAST)


def fitting(offers: Iterable[Offer], history: History, *, at: datetime) -> list[Offer]:
    """Those that may be given to this reader now, best first."""
    dismissed, resting, muted = history.dismissed(), history.resting(at), history.muted(at)
    fit = [
        offer
        for offer in offers
        if offer.identity not in dismissed
        and offer.topic not in muted
        and (offer.standing or offer.identity not in resting)
    ]
    return sorted(fit, key=lambda offer: (-offer.score, offer.kind, offer.key))


def explored(fit: Sequence[Offer], chosen: Sequence[Offer], draw: float) -> Offer | None:
    """In one of twenty draws, one of those that speak for themselves but were not chosen, each with the same chance.

    So every item that fits anybody comes to somebody some day, and what is learned from it can be weighed.
    """
    taken = {offer.identity for offer in chosen}
    eligible = [each for each in fit if each.dimensions and each.score >= WEAK and not each.occasion]
    left = [each for each in eligible if each.identity not in taken]
    if draw >= EXPLORES or not left or len(chosen) >= MOST or any(each.propensity < 1 for each in chosen):
        return None
    lucky = left[int(draw / EXPLORES * len(left))]
    return replace(lucky, propensity=EXPLORES / len(left))


def spread(offers: Iterable[Offer], chosen: list[Offer], most: int) -> list[Offer]:
    """Fill `chosen` up to `most`, keeping topics apart."""
    result = list(chosen)
    topics = Counter(offer.topic for offer in result)
    taken = {offer.identity for offer in result}
    for offer in offers:
        if len(result) >= most:
            break
        full = offer.topic and topics[offer.topic] >= OF_A_TOPIC
        if not full and offer.identity not in taken:
            result.append(offer)
            topics[offer.topic] += 1
            taken.add(offer.identity)
    return result
