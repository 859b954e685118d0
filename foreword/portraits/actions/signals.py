"""Noting what a reader did, where they allowed it; and finding out, later, what it was about."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from foreword.kernel import writer
from foreword.kernel.clock import ago, now
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.portraits.actions.growing import grow
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import DIMENSION_OF, RETENTION, Signal, SignalKind
from foreword.portraits.sensitive import is_sensitive
from foreword.portraits.topics import Placed, place_text, topic_of_item

MOST_AN_HOUR: Final = 300
"""No reader does so much in an hour: a script does, and it is not a portrait of anybody."""
PLACE = "foreword.portraits.tasks.place"


def record_signal(
    *,
    person: Person | None,
    kind: str,
    item: str = "",
    topic: str = "",
    text: str = "",
    title: str = "",
    dedupe: str | None = None,
    at: datetime | None = None,
) -> Signal | None:
    """Store one signal if its reader agreed to its dimension, else nothing at all; a repeat gives the first one.

    What it is about, and what follows from it, a job finds out: the reader's page does not wait.
    """
    dimension = DIMENSION_OF[SignalKind(kind)]
    if person is None or dimension not in consented(person) or is_sensitive(text, title, topic=topic):
        return None
    moment = min(at or now(), now())
    if moment < now() - RETENTION:
        return None
    signal = Signal(
        person=person,
        kind=kind,
        dimension=dimension,
        topic=topic,
        item=item[:60],
        title=title[:200],
        text=" ".join(text.split())[:200],
        dedupe=dedupe,
        at=moment,
    )
    return writer.write(lambda: _store(signal))


def _store(signal: Signal) -> Signal | None:
    known = Signal.objects.filter(person=signal.person, dedupe=signal.dedupe).first() if signal.dedupe else None
    if known is not None:
        return known
    lately = Signal.objects.filter(person=signal.person, at__gt=ago(hours=1))
    if lately.count() >= MOST_AN_HOUR and signal.at > now() - timedelta(hours=1):
        return None
    # Asked once more where it is written: consent may have been taken back a moment ago.
    if signal.dimension not in consented(signal.person):
        return None
    signal.save(force_insert=True)
    add_job(PLACE, args=[signal.pid], priority=20)
    return signal


def place_signal(*, pid: str) -> None:
    """Find the topic of a stored signal, then let the portrait grow by it. Does nothing for one that is gone."""
    signal = Signal.objects.filter(pid=pid).select_related("person").first()
    if signal is None:
        return
    placed = _place(signal)  # before the transaction: the index may take its time
    if is_sensitive(topic=placed.topic):
        Signal.objects.filter(pk=signal.pk).delete()
        return
    with transaction.atomic():
        if not Signal.objects.filter(pk=signal.pk).update(topic=placed.topic, hits=placed.hits):
            return
        grow(person=signal.person, topics=[placed.topic] if placed.topic else [])
        publish(PortraitChanged(person=signal.person.pid))


def _place(signal: Signal) -> Placed:
    topic = signal.topic or (topic_of_item(signal.item) if signal.item else "")
    words = signal.text or ("" if topic else signal.title)
    if not words:
        return Placed(topic)
    placed = place_text(words)
    return Placed(topic or placed.topic, placed.hits if signal.kind == SignalKind.SEARCHED else None)
