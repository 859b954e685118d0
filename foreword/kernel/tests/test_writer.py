import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from foreword.kernel import writer as module
from foreword.kernel.models import Counter, next_value
from foreword.kernel.writer import Writer

pytestmark = pytest.mark.django_db(transaction=True)

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL groups commits by itself")


class Refused(Exception):
    pass


def add(name):
    Counter.objects.create(name=name)
    return name


def refuse(name):
    add(name)
    raise Refused(name)


def stored():
    return set(Counter.objects.values_list("name", flat=True))


@pytest.fixture
def writer():
    running = Writer()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def held(writer):
    """The writer, held back until `release` is called, so that what is sent meanwhile becomes one group."""
    gate = threading.Event()
    first = writer._enqueue(lambda: gate.wait(10))
    while not first.future.running():
        time.sleep(0.001)

    def release():
        gate.set()
        first.future.result(5)

    yield release
    gate.set()


def test_a_write_is_stored_when_it_returns(writer):
    assert writer.write(lambda: add("a")) == "a"
    assert stored() == {"a"}


def test_without_a_thread_a_write_runs_in_the_caller():
    ran_in = Writer().write(threading.current_thread)
    assert ran_in is threading.current_thread()


@on_sqlite
def test_with_a_thread_a_write_runs_in_the_writer(writer):
    assert writer.write(lambda: threading.current_thread().name) == "writer"


def test_inside_a_transaction_a_write_belongs_to_it(writer):
    with pytest.raises(Refused), transaction.atomic():
        writer.write(lambda: add("a"))
        raise Refused
    assert stored() == set()


def test_a_failing_write_reaches_its_caller(writer):
    with pytest.raises(Refused):
        writer.write(lambda: refuse("a"))
    assert stored() == set()


@on_sqlite
def test_a_failing_write_harms_no_other_of_its_group(writer, held):
    good, bad, late = (writer._enqueue(fn) for fn in (lambda: add("a"), lambda: refuse("b"), lambda: add("c")))
    held()
    assert good.future.result(5) == "a"
    assert isinstance(bad.future.exception(5), Refused)
    assert late.future.result(5) == "c"
    assert stored() == {"a", "c"}


@on_sqlite
def test_a_group_commits_once(writer, held, monkeypatch):
    commits = []
    commit = BaseDatabaseWrapper._commit
    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", lambda self: (commits.append(1), commit(self))[1])
    calls = [writer._enqueue(lambda name=str(n): add(name)) for n in range(20)]
    held()
    assert all(call.future.result(5) for call in calls)
    assert len(commits) == 2  # the one that held the gate, and the group


@on_sqlite
def test_when_the_commit_fails_every_caller_hears_of_it(writer, held, monkeypatch):
    commit = BaseDatabaseWrapper._commit
    broken = threading.Event()

    def fail(self):
        if broken.is_set():
            raise DatabaseError("disk full")
        commit(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", fail)
    calls = [writer._enqueue(lambda name=name: add(name)) for name in "ab"]
    broken.set()
    with pytest.raises(DatabaseError):
        held()
    errors = [call.future.exception(5) for call in calls]
    broken.clear()
    assert [type(error) for error in errors] == [DatabaseError, DatabaseError]
    assert stored() == set()
    assert writer.write(lambda: add("c")) == "c"


def test_hooks_run_after_the_commit_and_before_the_answer(writer):
    seen = []
    writer.write(lambda: transaction.on_commit(lambda: seen.append(connection.in_atomic_block)))
    assert seen == [False]


def test_hooks_of_a_failing_write_never_run(writer):
    seen = []

    def fail():
        transaction.on_commit(lambda: seen.append(1))
        raise Refused

    with pytest.raises(Refused):
        writer.write(fail)
    assert seen == []


@on_sqlite
def test_a_hook_that_raises_does_not_stop_the_others(writer, held):
    seen = []
    calls = [
        writer._enqueue(lambda: transaction.on_commit(lambda: 1 / 0)),
        writer._enqueue(lambda: transaction.on_commit(lambda: seen.append(1))),
    ]
    held()
    for call in calls:
        call.future.result(5)
    assert seen == [1]


def test_a_hook_may_write_itself(writer):
    writer.write(lambda: transaction.on_commit(lambda: writer.write(lambda: add("from the hook"))))
    assert stored() == {"from the hook"}


def test_the_callers_language_holds_in_the_writer(writer):
    with translation.override("zh-hans"):
        assert writer.write(translation.get_language) == "zh-hans"


@on_sqlite
def test_stop_commits_what_is_waiting(writer, held):
    calls = [writer._enqueue(lambda name=str(n): add(name)) for n in range(5)]
    stopping = threading.Thread(target=writer.stop)
    stopping.start()
    held()
    stopping.join(5)
    assert [call.future.result(5) for call in calls] == ["0", "1", "2", "3", "4"]


def test_after_stop_a_write_still_works(writer):
    writer.stop()
    assert writer.write(lambda: add("a")) == "a"


def test_a_writer_may_start_again(writer):
    writer.stop()
    writer.start()
    assert writer.write(lambda: add("a")) == "a"


def test_awrite_returns_after_the_commit(writer):
    async def send():
        return await writer.awrite(lambda: add("a"))

    assert async_to_sync(send)() == "a"
    assert stored() == {"a"}


def test_awrite_works_without_a_writer():
    async def send():
        return await Writer().awrite(lambda: add("a"))

    assert async_to_sync(send)() == "a"


@on_sqlite
def test_a_cancelled_call_is_not_run(writer, held):
    call = writer._enqueue(lambda: add("a"))
    call.future.cancel()
    held()
    writer.write(lambda: add("b"))
    assert stored() == {"b"}


def test_sixteen_callers_get_sixteen_times_ten_numbers_in_order(writer):
    def send(_):
        return [writer.write(lambda: next_value("n")) for _ in range(10)]

    with ThreadPoolExecutor(16) as pool:
        runs = list(pool.map(send, range(16)))
    connection.close()
    assert sorted(number for run in runs for number in run) == list(range(1, 161))
    assert all(run == sorted(run) for run in runs)


class AnyMixTest(TransactionTestCase):
    """Whatever the mix of good and failing calls: what was acknowledged is there, what failed is not."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from(["good", "bad", "worse"]), max_size=40))
    def test_acknowledged_is_stored_and_failed_is_not(self, mix):
        def doubled(name):
            add(name)
            Counter.objects.bulk_create([Counter(name=name)])  # breaks the primary key inside the savepoint

        acts = {"good": add, "bad": refuse, "worse": doubled}
        running = Writer()
        running.start()
        try:
            calls = [running._enqueue(lambda n=n, kind=kind: acts[kind](str(n))) for n, kind in enumerate(mix)]
            outcome = {str(n): call.future.exception(10) for n, call in enumerate(calls)} if all(calls) else {}
        finally:
            running.stop()
        if outcome or connection.vendor == "sqlite":
            assert stored() == {name for name, error in outcome.items() if error is None}
            assert {n for n, error in outcome.items() if error is None} == {
                str(n) for n, kind in enumerate(mix) if kind == "good"
            }


def test_the_module_offers_one_writer_for_the_process():
    assert module.write.__self__ is module.awrite.__self__
