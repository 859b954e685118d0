"""What the room hears from others."""

from collections.abc import Callable

from django.db.models import Q

from foreword.kernel.events import Event, PersonErased
from foreword.knowledge.events import EntryPublished
from foreword.media.events import ProductPublished
from foreword.people.events import ConsentWithdrawn
from foreword.people.models import Person
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import Need
from foreword.push.actions import forget_refused, refresh_soon, withdraw_standing_on
from foreword.push.library import DIMENSION


def follow_portrait(event: PortraitChanged) -> None:
    refresh_soon(person=event.person)


def take_back(event: ConsentWithdrawn) -> None:
    person = Person.objects.filter(pid=event.person).first()
    if person is not None:
        withdraw_standing_on(person=person, dimension=event.dimension)


def forget_what_was_learned(event: ConsentWithdrawn | PersonErased) -> None:
    """At once: what they read is in the engine's file, and who they are beside it (P8)."""
    if isinstance(event, PersonErased) or event.dimension == DIMENSION:
        forget_refused()


def tell_those_who_looked(event: EntryPublished | ProductPublished) -> None:
    """The loop closes: whoever has a need that this may answer is looked at anew, before they ask."""
    unanswered = Q(topic="") & ~Q(text="")
    concerned = Need.objects.current().filter(Q(topic=event.topic) & ~Q(topic="") | unanswered)
    for pid in concerned.values_list("person__pid", flat=True).distinct():
        refresh_soon(person=pid)


RECEIVERS: dict[type[Event], list[Callable]] = {
    PortraitChanged: [follow_portrait],
    ConsentWithdrawn: [take_back, forget_what_was_learned],
    PersonErased: [forget_what_was_learned],
    EntryPublished: [tell_those_who_looked],
    ProductPublished: [tell_those_who_looked],
}
