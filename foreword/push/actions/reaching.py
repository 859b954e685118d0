"""What a reader says about how they may be reached.

Each word changes what it is about and nothing beside: two said at once both hold. A no takes back what still waits.
"""

from datetime import time
from typing import Any

from django.db import transaction

from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.push.actions.recalling import recall_all_mail
from foreword.push.budget import A_WEEK
from foreword.push.models import Digest, Reach


class UnknownChoice(ValueError):
    """There is no such rhythm."""


@transaction.atomic
def choose_reach(*, person: Person, mail: str, quiet: tuple[time, time] | None, a_week: int = A_WEEK) -> Reach:
    if mail not in Digest.values or not 0 < a_week <= A_WEEK:
        raise UnknownChoice(mail)
    start, end = quiet or (None, None)
    reach = _kept(person, mail=mail, a_week=a_week, quiet_from=start, quiet_until=end)
    if mail == Digest.NEVER:
        recall_all_mail(person=person)
    return reach


def open_feed(*, person: Person) -> Reach:
    """A feed of one's own, under a new address; an older address is closed by it."""
    return _kept(person, feed_key=Reach.new_feed_key())


def close_feed(*, person: Person) -> Reach:
    return _kept(person, feed_key="")


@transaction.atomic
def stop_mail(*, person: Person) -> Reach:
    """What "unsubscribe" in a mail does: no more mail, the rest as it was."""
    reach = _kept(person, mail=Digest.NEVER)
    recall_all_mail(person=person)
    return reach


def leave_trial(*, person: Person) -> Reach:
    """Whoever was drawn for the tenth may have it sent all the same, for good."""
    return _kept(person, left_trial=True)


@transaction.atomic
def stop_all(*, person: Person) -> Reach:
    """Nothing is sent any more; what was chosen is kept, for whoever goes on later."""
    reach = _kept(person, stopped_at=Reach.of(person).stopped_at or now())
    recall_all_mail(person=person)
    return reach


def go_on(*, person: Person) -> Reach:
    return _kept(person, stopped_at=None)


@transaction.atomic
def _kept(person: Person, **said: Any) -> Reach:
    """Waits for whatever is being sent to this reader at the moment, so that it can be taken back."""
    Person.objects.select_for_update().get(pk=person.pk)
    reach, _made = Reach.objects.update_or_create(person_id=person.pk, defaults={**said, "changed_at": now()})
    return reach
