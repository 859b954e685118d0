"""The outbox at work: publishing events and delivering them, each receiver by itself.

`publish` writes the event in the caller's transaction, with one job for each receiver: so it is published if and only
if the transaction commits, and a receiver that fails is tried again without the others. A room names its receivers in
one visible table, `RECEIVERS` in its `receivers.py`; `RoomConfig` connects it at start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from foreword.kernel.events import Event
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.models import OutboxEvent, Receipt

Receiver = Callable[[Any], None]
EventTable = Mapping[type[Event], Sequence[Receiver]]

_kinds: dict[str, type[Event]] = {}
_receivers: dict[str, dict[str, Receiver]] = {}


def connect(table: EventTable) -> None:
    """Add a room's receivers. Connecting the same table twice changes nothing."""
    for event, receivers in table.items():
        _kinds[event.event_name()] = event
        for receiver in receivers:
            _receivers.setdefault(event.event_name(), {})[_name(receiver)] = receiver


def publish(event: Event) -> None:
    """Write `event` to the outbox of the current transaction, with a job for each receiver."""
    with transaction.atomic(savepoint=False):
        row = OutboxEvent.objects.create(kind=event.event_name(), payload=asdict(event))
        for name in _receivers.get(event.event_name(), {}):
            add_job("foreword.kernel.tasks.deliver_event", args=[row.pk, name], priority=50)


def deliver(event_id: int, receiver: str) -> None:
    """Run one receiver for one event, at most once with effect: its receipt commits with what it did.

    An event that is gone was about somebody who has been erased, or is past its term: nothing is left to do.
    """
    row = OutboxEvent.objects.filter(pk=event_id).first()
    if row is None:
        return
    handler = _receivers[row.kind][receiver]
    with transaction.atomic():
        _, fresh = Receipt.objects.get_or_create(event=row, receiver=receiver)
        if fresh:
            handler(_kinds[row.kind](**row.payload))


def receivers_of(event: type[Event]) -> list[str]:
    return list(_receivers.get(event.event_name(), {}))


def _name(receiver: Receiver) -> str:
    return f"{receiver.__module__}.{receiver.__qualname__}"
