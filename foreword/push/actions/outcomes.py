"""What came of a delivery, on whichever medium: seen, opened, useful, not for me, asked about, less of this, stop."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.portraits.actions import Given, record_signal, take_in
from foreword.portraits.models import RETENTION, SignalKind
from foreword.push.actions.occasions import heed_refusals
from foreword.push.actions.reaching import stop_all
from foreword.push.events import OutcomeGiven
from foreword.push.models import Delivery, Objection, Outcome

SIGNALS = {
    Outcome.USEFUL: SignalKind.FOUND_USEFUL,
    Outcome.DISMISSED: SignalKind.DISMISSED,
    Outcome.LESS: SignalKind.DISMISSED,
}
"""What an outcome tells the portrait. A question asked about it comes from the desk; "stop" is about us, not them."""

LEFT_ALONE: Final = timedelta(days=3)


class UnknownOutcome(ValueError):
    """There is no such outcome."""


def mark_seen(*, deliveries: Iterable[str]) -> int:
    """Note the first time that these (pids) were on a reader's page."""
    return Delivery.objects.filter(pid__in=list(deliveries), seen_at__isnull=True).update(seen_at=now())


def mark_opened(*, delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk, opened_at__isnull=True).update(opened_at=now())


def note_unopened(*, people: Iterable[Person]) -> int:
    """What was seen and left alone for three days says something too, once; how many new ones there were."""
    seen = Delivery.objects.filter(person__in=people, seen_at__lt=now() - LEFT_ALONE, seen_at__gt=now() - RETENTION)
    left = [
        Given(
            person=each.person_id,
            kind=SignalKind.IGNORED,
            item=f"{each.kind}:{each.key}",
            topic=each.topic,
            dedupe=f"left:{each.pid}",
            at=each.seen_at,
        )
        for each in seen.filter(opened_at__isnull=True, outcome="")
    ]
    return take_in(left).stored


@transaction.atomic
def give_outcome(*, delivery: Delivery, outcome: str, title: str = "", objection: str = "") -> Delivery:
    """The reader's word on one answer. The last word counts; the same word twice changes nothing."""
    if outcome not in Outcome.values or (objection and objection not in Objection.values):
        raise UnknownOutcome(outcome)
    if delivery.outcome == outcome and delivery.objection == objection:
        return delivery
    again = delivery.outcome == outcome
    delivery.outcome, delivery.objection, delivery.outcome_at = outcome, objection, now()
    delivery.seen_at = delivery.seen_at or delivery.outcome_at
    delivery.save(update_fields=["outcome", "objection", "outcome_at", "seen_at"])
    if again:
        return delivery
    if outcome == Outcome.STOPPED:
        stop_all(person=delivery.person)
    if delivery.occasion and outcome in {Outcome.LESS, Outcome.STOPPED}:
        heed_refusals(occasion=delivery.occasion)
    kind = SIGNALS.get(Outcome(outcome))
    if kind is not None:
        record_signal(
            person=delivery.person,
            kind=kind,
            item=f"{delivery.kind}:{delivery.key}",
            topic=delivery.topic,
            title=title,
            dedupe=f"{outcome}:{delivery.pid}",
        )
    publish(OutcomeGiven(delivery=delivery.pid, person=delivery.person.pid, outcome=outcome))
    return delivery
