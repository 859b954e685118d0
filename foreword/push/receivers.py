"""What the room hears from others."""

from collections.abc import Callable

from django.db.models import Q

from foreword.kernel.events import Event
from foreword.knowledge.events import EntryPublished
from foreword.media.events import ProductPublished
from foreword.people.events import ConsentWithdrawn
from foreword.people.models import Person
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import Need
from foreword.push.actions import refresh_soon, withdraw_standing_on


def follow_portrait(event: PortraitChanged) -> None:
    refresh_soon(person=event.person)


def take_back(event: ConsentWithdrawn) -> None:
    person = Person.objects.filter(pid=event.person).first()
    if person is not None:
        withdraw_standing_on(person=person, dimension=event.dimension)


def tell_those_who_looked(event: EntryPublished | ProductPublished) -> None:
    """The loop closes: whoever has a need that this may answer is looked at anew, before they ask."""
    unanswered = Q(topic="") & ~Q(text="")
    concerned = Need.objects.current().filter(Q(topic=event.topic) & ~Q(topic="") | unanswered)
    for pid in concerned.values_list("person__pid", flat=True).distinct():
        refresh_soon(person=pid)


RECEIVERS: dict[type[Event], list[Callable]] = {
    PortraitChanged: [follow_portrait],
    ConsentWithdrawn: [take_back],
    EntryPublished: [tell_those_who_looked],
    ProductPublished: [tell_those_who_looked],
}
