import contextlib
import threading
import time

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from foreword.kernel.models import Counter
from foreword.kernel.sqlite.turns import NotYourTurn, Turns

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks rows, not the database")


def test_turns_come_in_the_order_asked_for():
    turns, order = Turns(), []
    turns.take(1)

    def wait(n):
        turns.take(5)
        order.append(n)
        turns.give()

    threads = [threading.Thread(target=wait, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    turns.give()
    for thread in threads:
        thread.join(5)
    assert order == list(range(10))


def test_who_waits_too_long_is_told_and_blocks_nobody():
    turns = Turns()
    turns.take(1)
    with pytest.raises(NotYourTurn):
        turns.take(0.01)
    turns.give()
    turns.take(0.01)


def test_nobody_starves():
    turns, counts, ended = Turns(), [0] * 4, threading.Event()
    together = threading.Barrier(4)

    def work(n):
        together.wait(30)
        while not ended.is_set():
            turns.take(5)
            counts[n] += 1
            time.sleep(0.0005)
            turns.give()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    ended.set()
    for thread in threads:
        thread.join()
    assert max(counts) <= 2 * min(counts)


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_holds_the_turn_and_gives_it_on():
    outcome = []

    def write():
        connection.settings_dict["OPTIONS"]["timeout"] = 0.05
        try:
            Counter.objects.create(name="b")
            outcome.append("written")
        except OperationalError:
            outcome.append("refused")
        finally:
            connection.close()

    def in_a_thread():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()

    patience = connection.settings_dict["OPTIONS"]["timeout"]
    try:
        with transaction.atomic():
            Counter.objects.create(name="a")
            in_a_thread()
        in_a_thread()
    finally:
        connection.settings_dict["OPTIONS"]["timeout"] = patience
    assert outcome == ["refused", "written"]


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_however_a_transaction_ends_the_next_may_begin(end):
    with contextlib.suppress(RuntimeError, DatabaseError), transaction.atomic():
        Counter.objects.create(name="a")
        {"commit": int, "close": connection.close, "rollback": lambda: transaction.set_rollback(True)}[end]()
    with transaction.atomic():
        Counter.objects.create(name="c")
