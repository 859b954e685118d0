"""What Today shows: the reader's own answers, or what concerns everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from foreword.kernel.clock import now
from foreword.people.models import Dimension, Person
from foreword.people.queries import consented
from foreword.portraits.topics import topic_of_item
from foreword.push.models import REFUSALS, Delivery, Medium, Reach, Season
from foreword.push.offers import public_offers
from foreword.push.policy import LEAST, MOST, Offer, spread
from foreword.push.reasons import Teller
from foreword.push.shelf import KINDS, Key, shelf
from foreword.search.sources import Presented, sources
from foreword.search.viewers import Viewer

PUBLIC: Final = 5
SETTLED_FOR: Final = timedelta(hours=12)
"""How long an answer that got its outcome stays on the page."""


@dataclass(frozen=True, slots=True)
class PushedAnswer:
    """One answer on the page. `delivery` is empty for what everybody sees: nothing is kept of who saw that."""

    delivery: str
    kind: str
    key: str
    title: str
    summary: str
    url: str
    why: str
    minutes: int | None
    topic: str
    outcome: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    line: str
    answers: tuple[PushedAnswer, ...]
    personal: bool


def today(person: Person | None, *, lang: str, page: str = "") -> Today:
    """Three to seven answers for now, each with its reason. `page` is the "kind:key" that the reader is looking at."""
    with translation.override(lang):
        agreed = frozenset[str]() if person is None or person.plain else consented(person)
        own = _own(person, agreed, lang) if person is not None and agreed else []
        if len(own) >= LEAST:
            return Today(_line(person, agreed), tuple(own), personal=True)
        dismissed = _dismissed(person) if own and person else frozenset()
        rest = _public(lang, page, without=frozenset((each.kind, each.key) for each in own) | dismissed)
        most = LEAST if own else PUBLIC
        return Today(_line(person, agreed), tuple([*own, *rest][:most]), personal=any(each.delivery for each in own))


def standing(person: Person) -> list[Delivery]:
    """What stands for this reader, best first; an answer with its outcome only for a while."""
    deliveries = Delivery.objects.filter(person=person).standing().on_page().order_by("-score", "pk")
    return [each for each in deliveries if not each.outcome_at or each.outcome_at > now() - SETTLED_FOR]


def _own(person: Person, agreed: frozenset[str], lang: str) -> list[PushedAnswer]:
    allowed = [each for each in standing(person) if agreed.issuperset(each.dimensions)][:MOST]
    teller = Teller(reason for each in allowed for reason in each.reasons)
    shown = present([(each.kind, each.key) for each in allowed], Viewer.of(person), lang)
    return [
        replace(
            _answer(shown[each.kind, each.key], each, teller.sentence(each.reasons)),
            delivery=each.pid,
            outcome=each.outcome,
        )
        for each in allowed
        if (each.kind, each.key) in shown
    ]


def _public(lang: str, page: str, without: frozenset[Key]) -> list[PushedAnswer]:
    offers = [offer for offer in [*_of_page(page), *public_offers()] if offer.identity not in without]
    chosen = spread(offers, [], 2 * PUBLIC)
    teller = Teller(reason for offer in chosen for reason in offer.told)
    shown = present([offer.identity for offer in chosen], Viewer.anonymous(), lang)
    return [
        _answer(shown[offer.identity], offer, teller.sentence(offer.told[:1]))
        for offer in chosen
        if offer.identity in shown
    ][:PUBLIC]


def _of_page(page: str) -> list[Offer]:
    """What goes with the page that is open: others of its topic."""
    kind, _sep, key = page.partition(":")
    topic = topic_of_item(page)
    reason: dict[str, Any] = {"code": "page", "dimension": "", "params": {"topic": topic}}
    items = [item for item in shelf().of_topics([topic]) if item.identity != (kind, key)] if topic else []
    return [Offer(item.kind, item.key, item.topic, 1.0, ((1.0, reason),)) for item in items]


@dataclass(frozen=True, slots=True)
class FedAnswer:
    delivery: str
    title: str
    summary: str
    url: str
    at: datetime


def fed(person: Person) -> list[FedAnswer]:
    """What stands in this reader's feed, the newest first. While they said stop, or let all rest, nothing does."""
    agreed = frozenset[str]() if person.plain or Reach.of(person).stopped_at else consented(person)
    rows = Delivery.objects.filter(person=person, medium=Medium.FEED).standing().order_by("-sent_at", "pk")
    allowed = [each for each in rows if agreed.issuperset(each.dimensions)] if agreed else []
    shown = present([(each.kind, each.key) for each in allowed], Viewer.of(person), person.language)
    return [
        FedAnswer(each.pid, answer.title, answer.snippet, f"{answer.url}?d={each.pid}", each.sent_at)
        for each in allowed
        if each.sent_at and (answer := shown.get((each.kind, each.key)))
    ]


def present(keys: Sequence[Key], viewer: Viewer, lang: str) -> dict[Key, Presented]:
    """How each item looks to this viewer now; what they may not see, or what is gone, is not there."""
    found: dict[Key, Presented] = {}
    for kind in KINDS:
        wanted = [key for each, key in keys if each == kind]
        source = sources().get(kind)
        if wanted and source is not None:
            found |= {(kind, key): shown for key, shown in source.present(wanted, viewer=viewer, lang=lang).items()}
    return found


def _answer(shown: Presented, of: Delivery | Offer, why: str) -> PushedAnswer:
    minutes = shown.meta.get("minutes")
    return PushedAnswer(
        delivery="",
        kind=of.kind,
        key=of.key,
        title=shown.title,
        summary=shown.snippet,
        url=shown.url,
        why=why,
        minutes=int(minutes) if minutes else None,
        topic=str(shown.meta.get("topic", "")),
        lang=shown.lang,
    )


def _dismissed(person: Person) -> frozenset[Key]:
    return frozenset(Delivery.objects.filter(person=person, outcome__in=REFUSALS).values_list("kind", "key"))


def _line(person: Person | None, agreed: Iterable[str]) -> str:
    """The sentence at the head of the page: the season that ends first, for whom it concerns."""
    kind = person.kind if person is not None and {Dimension.PLACE, Dimension.PROFILE} <= set(agreed) else None
    seasons = [each for each in Season.objects.current().order_by("ends_on", "key") if each.line]
    own = [each for each in seasons if kind and kind in each.audience]
    everybody = [each for each in seasons if not each.audience]
    first = next(iter([*own, *everybody, *seasons]), None)
    return first.line if first else _("What others needed to know about now.")
