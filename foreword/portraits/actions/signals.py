"""Noting what a reader did, where they allowed it; and finding out, later, what it was about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from foreword.kernel import writer
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.portraits.actions.growing import grow
from foreword.portraits.actions.intake import is_ahead, plain
from foreword.portraits.crowds import DAY, Attendance, day_of
from foreword.portraits.models import DIMENSION_OF, RETENTION, Signal, SignalKind
from foreword.portraits.sensitive import is_sensitive
from foreword.portraits.standing import given_at
from foreword.portraits.topics import Placed, about_item, place_text, topic_of_item
from foreword.portraits.vocabulary import known

PLACE = "foreword.portraits.tasks.place"
CHUNK: Final = 500


class FromTheFuture(ValueError):
    """A signal that says it was made later than now: somebody's clock is wrong, and its day would be wrong too."""


def record_signal(
    *,
    person: Person | None,
    kind: str,
    item: str = "",
    topic: str = "",
    text: str = "",
    title: str = "",
    value: float | None = None,
    about: Mapping[str, Any] | None = None,
    dedupe: str | None = None,
    at: datetime | None = None,
) -> Signal | None:
    """Store one signal if its reader agreed to its dimension, else nothing at all; a repeat gives the first one.

    What it is about, and what follows from it, a job finds out: the reader's page does not wait.
    """
    dimension, said = DIMENSION_OF[SignalKind(kind)], _made_at(at)
    agreed = consented(person)
    if person is None or said is None or dimension not in agreed or is_sensitive(text, title, topic=topic):
        return None
    signal = Signal(
        person=person,
        kind=kind,
        dimension=dimension,
        topic=topic,
        item=item[:60],
        title=plain(title),
        text=plain(text),
        value=value,
        about=known(about, agreed),
        dedupe=dedupe,
        at=said,
    )
    return writer.write(lambda: _store(signal))


def _made_at(at: datetime | None) -> datetime | None:
    """When it was made; None for what is older than anything that is kept."""
    moment = now()
    if at is not None and is_ahead(at, moment):
        raise FromTheFuture(at.isoformat())
    said = min(at or moment, moment)
    return None if said < moment - RETENTION else said


def _store(signal: Signal) -> Signal | None:
    repeated = Signal.objects.filter(person=signal.person, dedupe=signal.dedupe).first() if signal.dedupe else None
    if repeated is not None:
        return repeated
    if _is_crowd(signal):
        return None
    # Asked once more where it is written: consent may have been taken back a moment ago.
    person = Person.objects.select_for_update().filter(pk=signal.person.pk, resting_since__isnull=True).first()
    standing = given_at([person])[person.pk] if person else {}
    if signal.dimension not in standing:
        return None
    signal.consented_at = standing[signal.dimension]
    signal.save(force_insert=True)
    add_job(PLACE, args=[signal.pid], priority=20)
    return signal


def _is_crowd(signal: Signal) -> bool:
    day = day_of(signal.at)
    times = Signal.objects.filter(person=signal.person, at__gte=day, at__lt=day + DAY).values_list("at", flat=True)
    return Attendance(times).is_full(signal.at)


def place_signal(*, pid: str) -> None:
    """Find the topic of a stored signal, then let the portrait grow by it. Does nothing for one that is gone."""
    place_signals(list(Signal.objects.filter(pid=pid)))


def place_waiting() -> int:
    """The same for all that wait, a few hundred in a transaction; how many there were."""
    count = 0
    while waiting := list(Signal.objects.waiting().order_by("received_at", "pk")[:CHUNK]):
        place_signals(waiting)
        count += len(waiting)
    return count


def place_signals(signals: list[Signal]) -> None:
    """What was switched off while the index was asked is not there any more, and is not written again."""
    kept: dict[tuple[str, ...], Placed] = {}
    placed = [(signal, _placed(signal, kept)) for signal in signals]  # before the transaction: the index takes its time
    private = [signal.pk for signal, found in placed if is_sensitive(topic=found.topic)]
    with transaction.atomic():
        Signal.objects.filter(pk__in=private).delete()
        alive = set(Signal.objects.filter(pk__in=[signal.pk for signal, _ in placed]).values_list("pk", flat=True))
        for signal, found in placed:
            if signal.pk in alive:
                _write(signal, found)
        grow(sorted({signal.person_id for signal, _ in placed if signal.pk in alive}))


def _write(signal: Signal, found: Placed) -> None:
    about = {**found.about, **signal.about}
    Signal.objects.filter(pk=signal.pk).update(topic=found.topic, hits=found.hits, about=about, placed_at=now())


def _placed(signal: Signal, kept: dict[tuple[str, ...], Placed]) -> Placed:
    """Asked once for what many signals have in common."""
    alike = (signal.kind, signal.topic, signal.item, signal.text, signal.title)
    if alike not in kept:
        kept[alike] = _place(signal)
    return kept[alike]


def _place(signal: Signal) -> Placed:
    topic = signal.topic or (topic_of_item(signal.item) if signal.item else "")
    about = about_item(signal.item) if signal.item else {}
    words = signal.text or ("" if topic or signal.clc else signal.title)
    if not words:
        return Placed(topic, about=about)
    placed = place_text(words)
    hits = placed.hits if signal.kind == SignalKind.SEARCHED else None
    return Placed(topic or placed.topic, hits, about)
