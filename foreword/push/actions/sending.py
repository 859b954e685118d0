"""Sending: what stands on a reader's page and was not seen there goes out on a medium that they chose.

One medium for one answer: what goes out leaves the page, and what was seen there does not go out.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime

from foreword.channels.actions.sending import send_notice
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.push.actions.browsers import TELL
from foreword.push.actions.recalling import digest_key
from foreword.push.budget import plan
from foreword.push.letters import digest_body
from foreword.push.links import unsubscribe_address
from foreword.push.models import Delivery, Medium
from foreword.push.queries import present
from foreword.push.reaching import sendable, sent_to, wishes_of
from foreword.push.shelf import Key
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

Titles = Mapping[Key, Presented]


@transaction.atomic
def send_due(*, person: Person) -> list[Delivery]:
    """What goes out to this reader now; mostly nothing. What is gone, or no longer allowed, does not go out."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    agreed, wishes = consented(person), wishes_of(person)
    if not agreed or person.plain or wishes.stopped or not wishes.media:
        return []
    unseen = (
        Delivery.objects.filter(person=person, seen_at__isnull=True, outcome="")
        .standing()
        .on_page()
        .select_related("occasion")
    )
    allowed = [each for each in unseen if agreed.issuperset(each.dimensions)]
    titles = present([(each.kind, each.key) for each in allowed], Viewer.of(person), person.language)
    known = [each for each in allowed if (each.kind, each.key) in titles]
    at = localtime(now())
    fates = plan(sendable(known), wishes, sent_to(person), at)
    going = []
    for delivery in known:
        medium = fates[delivery.item].medium
        if medium:
            delivery.medium, delivery.sent_at = medium, at
            delivery.save(update_fields=["medium", "sent_at"])
            going.append(delivery)
    for delivery in going:
        if delivery.medium == Medium.BROWSER:
            add_job(TELL, args=[delivery.pid])
    _mail(person, [each for each in going if each.medium == Medium.MAIL], titles)
    return going


def _mail(person: Person, deliveries: list[Delivery], titles: Titles) -> None:
    """One mail for all of them, the surest first."""
    if not deliveries:
        return
    ordered = sorted(deliveries, key=lambda each: (not each.is_urgent, -each.score, each.pk))
    with translation.override(person.language):
        send_notice(
            to=person.email,
            body=digest_body([(each, titles[each.kind, each.key]) for each in ordered], person.language),
            lang=person.language,
            key=digest_key(ordered[0].pid),
            about=ordered[0].pid,
            unsubscribe=unsubscribe_address(person, person.language),
        )
