"""What the room hears from others."""

from collections.abc import Callable

from foreword.community.events import ThreadChanged
from foreword.community.models import Thread
from foreword.desk.events import QuestionAsked, QuestionMoved
from foreword.desk.models import Question
from foreword.kernel.clock import now
from foreword.kernel.events import Event
from foreword.kernel.outbox import publish
from foreword.people.events import ConsentGiven, ConsentWithdrawn
from foreword.people.models import Person
from foreword.portraits.actions import forget_dimension, record_signal, renew
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import RETENTION, SignalKind
from foreword.portraits.sensitive import is_sensitive
from foreword.portraits.topics import place_text

SATISFIED, NOT_YET = 5.0, 2.0


def note_question(event: QuestionAsked) -> None:
    """The topic of a question, never its words. A sensitive one leaves no trace, whatever its topic is called."""
    person = Person.objects.filter(pid=event.asker).first() if event.asker else None
    question = Question.objects.filter(pid=event.question).only("text", "medium").first()
    if person is None or question is None or is_sensitive(question.text):
        return
    topic, about = event.topic or place_text(question.text[:400]).topic, {"medium": question.medium}
    if topic:
        key = f"question:{event.question}"
        record_signal(person=person, kind=SignalKind.ASKED, topic=topic, about=about, dedupe=key)


def note_rating(event: QuestionMoved) -> None:
    """What a reader said of an answer, as stars: five, or two for "not yet". Never of a sensitive question."""
    question = Question.objects.filter(pid=event.question, asker__isnull=False).select_related("asker").first()
    said = question.evaluations.order_by("given_at", "pk").last() if question else None
    if question is None or said is None or said.given_at < now() - RETENTION or is_sensitive(question.text):
        return
    record_signal(
        person=question.asker,
        kind=SignalKind.RATED,
        topic=question.topic_id or "",
        value=SATISFIED if said.satisfied else NOT_YET,
        dedupe=f"evaluation:{said.pk}",
        at=said.given_at,
    )


def note_shared(event: ThreadChanged) -> None:
    """Who wrote for other readers on which topic. What was asked in public is a question like any other."""
    thread = Thread.objects.public().filter(pid=event.thread).select_related("asker").first()
    if thread is None or not thread.topic_id or is_sensitive(thread.title, thread.text):
        return
    topic, since = thread.topic_id, now() - RETENTION
    if thread.asker and thread.asked_at > since:
        key = f"thread:{thread.pid}"
        record_signal(person=thread.asker, kind=SignalKind.ASKED, topic=topic, dedupe=key, at=thread.asked_at)
    for reply in thread.replies.filter(by__isnull=False, replied_at__gt=since).select_related("by"):
        if reply.by_id != thread.asker_id and not is_sensitive(reply.text):
            key = f"reply:{reply.pid}"
            record_signal(person=reply.by, kind=SignalKind.SHARED, topic=topic, dedupe=key, at=reply.replied_at)


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
    QuestionMoved: [note_rating],
    ThreadChanged: [note_shared],
    ConsentGiven: [begin_dimension],
    ConsentWithdrawn: [drop_dimension],
}
