"""Refreshing what one reader is offered: take back what no longer holds, then push what now speaks for itself."""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils.timezone import localtime

from foreword.kernel.clock import now, today
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.portraits.models import Need
from foreword.push.actions.recalling import recall_mail
from foreword.push.events import AnswerPushed
from foreword.push.holdout import fraction_of
from foreword.push.models import Delivery, Occasion
from foreword.push.occasional import current_occasions, occasional_offers
from foreword.push.offers import offers_for
from foreword.push.policy import VERSION, Offer, choose, explored, fitting, permitted, together
from foreword.push.reaching import history_of

REFRESH: Final = "foreword.push.tasks.refresh_one"
EXPLORING: Final = "foreword.push.exploring"
GATHER_SECONDS: Final = 0.8
"""From the first sign to the refresh: ten clicks in a row are one, and what changed is there within two seconds."""


def refresh_soon(*, person: str) -> None:
    """Have this reader (a pid) brought up to date, once for all that happens to them in this moment."""
    add_gathering_job(REFRESH, args=[person], seconds=GATHER_SECONDS, priority=10)


def refresh(*, person: Person) -> list[Delivery]:
    """Bring this reader's standing deliveries up to date; what was pushed just now.

    For who consented to nothing, or wants the same lists as everybody, nothing stands and nothing is pushed.
    """
    agreed = consented(person)
    wanted = agreed and not person.plain
    offers = offers_for(person) if wanted else []
    occasional = occasional_offers(person, agreed) if wanted else []
    with transaction.atomic():
        # One refresh of a reader at a time; and looking takes a while, in which they may have taken back a yes.
        person = Person.objects.select_for_update().get(pk=person.pk)
        agreed &= consented(person)
        if not agreed or person.plain:
            _take_back(Delivery.objects.filter(person=person).standing())
            return []
        standing = _still_holding(person, agreed)
        chosen = _chosen(person, _with_standing(together(occasional, offers), standing, agreed))
        kept = {offer.standing for offer in chosen if offer.standing}
        _take_back(delivery for delivery in standing if delivery.pid not in kept and not delivery.outcome)
        return [_push(person, offer) for offer in chosen if not offer.standing]


def _chosen(person: Person, offers: list[Offer]) -> list[Offer]:
    """By the policy; and in one of twenty days, one more that chance gives its turn."""
    history, at = history_of(person), now()
    chosen = choose(offers, history, at=at)
    if _explored_today(person):
        return chosen
    lucky = explored(fitting(offers, history, at=at), chosen, fraction_of(EXPLORING, f"{person.pid}{today()}"))
    return [*chosen, lucky] if lucky else chosen


def _explored_today(person: Person) -> bool:
    """Whatever came of it: the draw of a day is one, and a second turn on it would not have the probability kept."""
    latest = Delivery.objects.filter(person=person, propensity__lt=1).order_by("-pushed_at").first()
    return latest is not None and localtime(latest.pushed_at).date() == today()


@transaction.atomic
def withdraw_standing_on(*, person: Person, dimension: str) -> int:
    """Take back every delivery that has a reason in this dimension; and of those long gone by, drop that reason.

    What was inferred goes with the consent (P3); that this item was given, and what the reader said of it, stays.
    """
    told = [each for each in Delivery.objects.filter(person=person) if dimension in each.dimensions]
    standing = set(Delivery.objects.filter(person=person).standing().values_list("pk", flat=True))
    recall_mail(deliveries=told)
    taken = _take_back(each for each in told if each.pk in standing)
    for each in told:
        each.reasons = [reason for reason in each.reasons if reason["dimension"] != dimension]
        each.dimensions = [name for name in each.dimensions if name != dimension]
        each.need = ""
        if each.occasion_id:  # that they were meant by it says what was taken back
            each.occasion = None
            each.reasons = [reason for reason in each.reasons if reason["code"] != "occasion"]
        each.save(update_fields=["reasons", "dimensions", "need", "occasion"])
    return taken


def _still_holding(person: Person, agreed: frozenset[str]) -> list[Delivery]:
    """The standing deliveries whose consent, need and occasion are still there; the others are taken back."""
    needs = set(Need.objects.filter(person=person).current().values_list("pid", flat=True))
    occasions = {occasion.pk for occasion in current_occasions()}
    standing = list(Delivery.objects.filter(person=person).standing().on_page().select_related("occasion"))
    holding = [
        each
        for each in standing
        if agreed.issuperset(each.dimensions)
        and (not each.need or each.need in needs)
        and (not each.occasion_id or each.occasion_id in occasions)
    ]
    kept = {delivery.pk for delivery in holding}
    _take_back(delivery for delivery in standing if delivery.pk not in kept)
    return holding


def _with_standing(offers: list[Offer], standing: list[Delivery], agreed: frozenset[str]) -> list[Offer]:
    """New offers beside those that stand: what stands keeps its reasons, and its score from when it was pushed.

    One that got its outcome is done with: it neither takes a place nor is offered again while it is fresh.
    """
    settled = {(each.kind, each.key) for each in standing if each.outcome}
    open_ones = {(each.kind, each.key): each for each in standing if not each.outcome}
    new = [offer for offer in offers if offer.identity not in settled and offer.identity not in open_ones]
    allowed = [offer for each in new if (offer := permitted(each, agreed)) is not None]
    return allowed + [_standing_offer(delivery) for delivery in open_ones.values()]


def _standing_offer(delivery: Delivery) -> Offer:
    return Offer(
        kind=delivery.kind,
        key=delivery.key,
        topic=delivery.topic,
        score=delivery.score,
        reasons=tuple((1.0, reason) for reason in delivery.reasons),
        need=delivery.need,
        season=delivery.season,
        expires_at=delivery.expires_at,
        standing=delivery.pid,
        occasion=delivery.occasion.pid if delivery.occasion else "",
        slots=delivery.occasion.slots if delivery.occasion else 0,
        propensity=delivery.propensity,
        stands_on=frozenset(delivery.dimensions),
    )


def _push(person: Person, offer: Offer) -> Delivery:
    delivery = Delivery.objects.create(
        person=person,
        need=offer.need,
        topic=offer.topic,
        season=offer.season,
        occasion=Occasion.objects.filter(pid=offer.occasion).first() if offer.occasion else None,
        kind=offer.kind,
        key=offer.key,
        score=round(offer.score, 4),
        propensity=offer.propensity,
        reasons=offer.told,
        dimensions=sorted(offer.dimensions),
        policy=VERSION,
        expires_at=offer.expires_at,
    )
    publish(AnswerPushed(delivery=delivery.pid, person=person.pid, kind=offer.kind, key=offer.key))
    return delivery


def _take_back(deliveries: Iterable[Delivery]) -> int:
    taken = list(deliveries)
    recall_mail(deliveries=taken)
    return Delivery.objects.filter(pk__in=[delivery.pk for delivery in taken]).update(withdrawn_at=now())
