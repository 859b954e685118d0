"""What a reader says about how they may be reached."""

from datetime import time

from django.db import transaction

from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.push.budget import A_WEEK
from foreword.push.models import Digest, Reach


class UnknownChoice(ValueError):
    """There is no such rhythm."""


@transaction.atomic
def choose_reach(*, person: Person, mail: str, quiet: tuple[time, time] | None, a_week: int = A_WEEK) -> Reach:
    if mail not in Digest.values or not 0 < a_week <= A_WEEK:
        raise UnknownChoice(mail)
    reach = Reach.of(person)
    reach.mail, reach.a_week = mail, a_week
    reach.quiet_from, reach.quiet_until = quiet or (None, None)
    return _kept(reach)


def open_feed(*, person: Person) -> Reach:
    """A feed of one's own, under a new address; an older address is closed by it."""
    reach = Reach.of(person)
    reach.renew_feed()
    return _kept(reach)


def close_feed(*, person: Person) -> Reach:
    reach = Reach.of(person)
    reach.feed_key = ""
    return _kept(reach)


def stop_mail(*, person: Person) -> Reach:
    """What "unsubscribe" in a mail does: no more mail, the rest as it was."""
    reach = Reach.of(person)
    reach.mail = Digest.NEVER
    return _kept(reach)


def leave_trial(*, person: Person) -> Reach:
    """Whoever was drawn for the tenth may have it sent all the same, for good."""
    reach = Reach.of(person)
    reach.left_trial = True
    return _kept(reach)


def stop_all(*, person: Person) -> Reach:
    """Nothing is sent any more; what was chosen is kept, for whoever goes on later."""
    reach = Reach.of(person)
    reach.stopped_at = reach.stopped_at or now()
    return _kept(reach)


def go_on(*, person: Person) -> Reach:
    reach = Reach.of(person)
    reach.stopped_at = None
    return _kept(reach)


def _kept(reach: Reach) -> Reach:
    reach.changed_at = now()
    reach.save()
    return reach
