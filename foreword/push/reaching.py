"""What a reader allows to reach them, and what has reached them so far."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import localtime

from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.push.budget import SLOWEST, Sendable, Sent, Wishes
from foreword.push.models import Browser, Delivery, Medium, Reach

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
    return [Sendable(key=each.item, score=each.score, topic=each.topic, urgent=each.is_urgent) for each in deliveries]


def _local_first(row: Delivery) -> datetime | None:
    moments = [moment for moment in (row.opened_at, row.outcome_at) if moment]
    return localtime(min(moments)) if moments else None
