"""What came of a delivery: seen, opened, useful, not for me, asked about."""

from collections.abc import Iterable

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.portraits.actions import record_signal
from foreword.portraits.models import SignalKind
from foreword.push.events import OutcomeGiven
from foreword.push.models import Delivery, Outcome

SIGNALS = {Outcome.USEFUL: SignalKind.FOUND_USEFUL, Outcome.DISMISSED: SignalKind.DISMISSED}
"""What an outcome tells the portrait. A question asked about it comes to the portrait from the desk."""


class UnknownOutcome(ValueError):
    """There is no such outcome."""


def mark_seen(*, deliveries: Iterable[str]) -> int:
    """Note the first time that these (pids) were on a reader's page."""
    return Delivery.objects.filter(pid__in=list(deliveries), seen_at__isnull=True).update(seen_at=now())


def mark_opened(*, delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk, opened_at__isnull=True).update(opened_at=now())


@transaction.atomic
def give_outcome(*, delivery: Delivery, outcome: str, title: str = "") -> Delivery:
    """The reader's word on one answer. The last word counts; the same word twice changes nothing."""
    if outcome not in Outcome.values:
        raise UnknownOutcome(outcome)
    if delivery.outcome == outcome:
        return delivery
    delivery.outcome, delivery.outcome_at = outcome, now()
    delivery.seen_at = delivery.seen_at or delivery.outcome_at
    delivery.save(update_fields=["outcome", "outcome_at", "seen_at"])
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
