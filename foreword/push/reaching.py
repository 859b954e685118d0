"""What a reader allows to reach them, and what has reached them so far."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.timezone import localtime

from foreword.kernel.clock import ago, now
from foreword.people.models import Person
from foreword.push.budget import SLOWEST, Sendable, Sent, Wishes
from foreword.push.holdout import is_drawn
from foreword.push.models import REFUSALS, Browser, Delivery, Medium, Occasion, Reach
from foreword.push.policy import MUTED, History, Past

REMEMBERED: Final = timedelta(days=7 * SLOWEST)
"""As far back as any budget looks."""


def wishes_of(person: Person) -> Wishes:
    reach = Reach.of(person)
    own = (reach.quiet_from, reach.quiet_until)
    return Wishes(
        mail=reach.mail if person.email else "",
        feed=bool(reach.feed_key),
        browser=Browser.objects.filter(person=person).exists(),
        a_week=reach.a_week,
        quiet=(own[0], own[1]) if own[0] and own[1] else None,
        held=is_drawn(person) and not reach.left_trial,
        stopped=bool(reach.stopped_at) or not person.is_active or not person.may_be_portrayed,
    )


def sent_to(person: Person) -> list[Sent]:
    rows = Delivery.objects.filter(person=person, sent_at__gt=now() - REMEMBERED).sent()
    return [
        Sent(
            key=row.item,
            medium=Medium(row.medium),
            at=localtime(row.sent_at),
            heeded_at=_local_first(row),
            urgent=row.is_urgent,
            topic=row.topic,
        )
        for row in rows
    ]


def sendable(deliveries: Iterable[Delivery]) -> list[Sendable]:
    return [
        Sendable(
            key=each.item, score=each.score, topic=each.topic, urgent=each.is_urgent, media=media_of(each.occasion)
        )
        for each in deliveries
    ]


def media_of(occasion: Occasion | None) -> frozenset[Medium]:
    """An occasion is kept to its media; anything else may go out on whichever its reader chose."""
    return frozenset(Medium(name) for name in occasion.media) if occasion else frozenset(Medium)


def _local_first(row: Delivery) -> datetime | None:
    moments = [moment for moment in (row.opened_at, row.outcome_at) if moment]
    return localtime(min(moments)) if moments else None


def history_of(person: Person) -> History:
    """Enough of the past for the policy: 90 days, and every refusal whenever it was."""
    rows = Delivery.objects.filter(Q(person=person), Q(pushed_at__gt=ago(days=MUTED.days)) | Q(outcome__in=REFUSALS))
    return History([_past(row) for row in rows])


def _past(row: Delivery) -> Past:
    reached = row.seen_at or row.sent_at
    return Past(row.kind, row.key, row.topic, row.outcome, row.outcome_at or row.pushed_at, reached)
