"""What the room hears from others."""

from collections.abc import Callable

from foreword.desk.events import QuestionAsked
from foreword.desk.models import Question
from foreword.kernel.events import Event
from foreword.kernel.outbox import publish
from foreword.people.events import ConsentGiven, ConsentWithdrawn
from foreword.people.models import Person
from foreword.portraits.actions import forget_dimension, record_signal, renew
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import SignalKind
from foreword.portraits.sensitive import is_sensitive
from foreword.portraits.topics import place_text


def note_question(event: QuestionAsked) -> None:
    """The topic of a question, never its words. A sensitive one leaves no trace, whatever its topic is called."""
    person = Person.objects.filter(pid=event.asker).first() if event.asker else None
    text = Question.objects.filter(pid=event.question).values_list("text", flat=True).first()
    if person is None or text is None or is_sensitive(text):
        return
    topic = event.topic or place_text(text[:400]).topic
    if topic:
        record_signal(person=person, kind=SignalKind.ASKED, topic=topic, dedupe=f"question:{event.question}")


def begin_dimension(event: ConsentGiven) -> None:
    person = Person.objects.filter(pid=event.person).first()
    if person is not None:
        renew(person=person)
        publish(PortraitChanged(person=person.pid))


def drop_dimension(event: ConsentWithdrawn) -> None:
    person = Person.objects.filter(pid=event.person).first()
    if person is not None:
        forget_dimension(person=person, dimension=event.dimension)


RECEIVERS: dict[type[Event], list[Callable]] = {
    QuestionAsked: [note_question],
    ConsentGiven: [begin_dimension],
    ConsentWithdrawn: [drop_dimension],
}
