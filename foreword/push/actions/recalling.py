"""Recalling: a digest that still waits in the outbox does not go out after a no."""

from collections.abc import Iterable

from foreword.channels.actions.sending import withdraw_notices
from foreword.people.models import Person
from foreword.push.models import Delivery, Medium


def recall_mail(*, deliveries: Iterable[Delivery]) -> int:
    """Take back each digest that holds one of these and has not left; how many answers stand on the page again.

    What else it held did not reach its reader either, so it may go out again, where that is still allowed.
    """
    moments = {(each.person_id, each.sent_at) for each in deliveries if each.medium == Medium.MAIL and each.sent_at}
    if not moments:
        return 0
    people, sent = {person for person, _at in moments}, {at for _person, at in moments}
    near = Delivery.objects.filter(medium=Medium.MAIL, sent_at__range=(min(sent), max(sent)))
    if len(people) == 1:
        near = near.filter(person_id=people.pop())
    together = {
        pid: (person, at)
        for pid, person, at in near.values_list("pid", "person_id", "sent_at")
        if (person, at) in moments
    }
    gone = {together[pid] for pid in withdraw_notices(notices={pid: digest_key(pid) for pid in together})}
    back = [pid for pid, moment in together.items() if moment in gone]
    return Delivery.objects.filter(pid__in=back).update(medium=Medium.PAGE, sent_at=None)


def recall_all_mail(*, person: Person) -> int:
    return recall_mail(deliveries=Delivery.objects.filter(person=person, medium=Medium.MAIL).sent())


def digest_key(pid: str) -> str:
    """The key of the digest that is about this answer, the surest in it."""
    return f"digest-{pid}"
