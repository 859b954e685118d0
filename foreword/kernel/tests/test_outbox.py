from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from foreword.kernel import outbox, wakeups
from foreword.kernel.events import Event
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Counter, Job, OutboxEvent, next_value

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class BookReturned(Event):
    book: str


def shelve(event):
    Counter.objects.create(name=f"shelved {event.book}")


broken = []


def tell(event):
    next_value(f"told {event.book}")
    if broken:
        raise RuntimeError("no line")


@pytest.fixture(autouse=True)
def _receivers(monkeypatch):
    monkeypatch.setattr(outbox, "_kinds", {})
    monkeypatch.setattr(outbox, "_receivers", {})
    outbox.connect({BookReturned: [shelve, tell]})
    broken.clear()


def exists(name):
    return Counter.objects.filter(name=name).exists()


def test_each_receiver_gets_the_event():
    outbox.publish(BookReturned("walden"))
    run_until_idle()
    assert exists("shelved walden")
    assert exists("told walden")


def test_nothing_is_delivered_before_the_transaction_ends():
    with transaction.atomic():
        outbox.publish(BookReturned("walden"))
        assert not exists("shelved walden")


STEPS = [
    lambda: Counter.objects.create(name="business"),
    lambda: outbox.publish(BookReturned("walden")),
    lambda: next_value("seq"),
    lambda: transaction.on_commit(lambda: wakeups.notify("walden")),
]


@pytest.mark.parametrize("last", range(len(STEPS) + 1))
@pytest.mark.django_db(transaction=True)
def test_an_exception_after_any_step_leaves_nothing_behind(last):
    """R8: whatever fails, nobody has been told of what did not happen."""
    heard = []
    stop_listening = wakeups.subscribe("*", lambda channel, _: heard.append(channel))
    with pytest.raises(RuntimeError), transaction.atomic():
        for step in STEPS[:last]:
            step()
        raise RuntimeError
    stop_listening()
    assert run_until_idle() == 0
    assert heard == []
    assert not OutboxEvent.objects.exists()
    assert not Job.objects.exists()
    assert not Counter.objects.exists()


def test_a_receiver_that_fails_is_tried_again_without_the_others():
    broken.append(True)
    outbox.publish(BookReturned("walden"))
    run_until_idle()
    assert exists("shelved walden")
    assert not exists("told walden")
    broken.clear()
    Job.objects.pending().update(run_at="2020-01-01T00:00:00Z")
    run_until_idle()
    assert exists("told walden")


def test_an_event_that_was_erased_meanwhile_is_nobodys_failure():
    outbox.publish(BookReturned("walden"))
    OutboxEvent.objects.all().delete()
    run_until_idle()
    assert not Job.objects.pending().exists()
    assert not exists("told walden")


def test_a_delivery_that_comes_twice_has_its_effect_once():
    outbox.publish(BookReturned("walden"))
    run_until_idle()
    event = OutboxEvent.objects.get()
    outbox.deliver(event.pk, f"{__name__}.tell")
    assert Counter.objects.get(name="told walden").value == 1


def test_a_receivers_effect_and_its_receipt_commit_together():
    Counter.objects.create(name="shelved walden")  # so that shelving fails
    outbox.publish(BookReturned("walden"))
    with pytest.raises(IntegrityError), transaction.atomic():
        outbox.deliver(OutboxEvent.objects.get().pk, f"{__name__}.shelve")
    assert OutboxEvent.objects.get().receipts.count() == 0


def test_connecting_a_table_twice_changes_nothing():
    outbox.connect({BookReturned: [shelve, tell]})
    outbox.publish(BookReturned("walden"))
    assert Job.objects.count() == 2
