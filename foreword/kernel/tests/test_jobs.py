import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django_tasks import task

from foreword.kernel.clock import now
from foreword.kernel.jobs import schedule
from foreword.kernel.jobs.queue import (
    LEASE,
    add_gathering_job,
    add_job,
    fail_job,
    keep_leases,
    revive_job,
    seconds_to_next,
    take_job,
)
from foreword.kernel.jobs.run import run_job, run_until_idle
from foreword.kernel.jobs.workers import Workers
from foreword.kernel.models import Counter, Job, next_value

TALLY = f"{__name__}.tally"
FAIL = f"{__name__}.fail"
LINGER = f"{__name__}.linger"


@task()
def tally(name: str) -> None:
    with transaction.atomic():
        next_value(name)


@task()
def fail() -> None:
    raise RuntimeError("no luck")


lingering, may_end = threading.Event(), threading.Event()


@task()
def linger() -> None:
    lingering.set()
    may_end.wait(10)
    tally.call("lingered")


def count(name):
    return Counter.objects.filter(name=name).values_list("value", flat=True).first() or 0


class TestQueue:
    pytestmark = pytest.mark.django_db

    def test_a_job_runs_once(self):
        tally.enqueue("a")
        assert run_until_idle() == 1
        assert count("a") == 1
        assert run_until_idle() == 0

    def test_two_workers_never_hold_the_same_job(self):
        add_job(TALLY, args=["a"])
        assert take_job("one")
        assert take_job("two") is None

    def test_a_job_with_the_key_of_another_is_not_added(self):
        assert add_job(TALLY, args=["a"], key="k")
        assert add_job(TALLY, args=["a"], key="k") is None

    def test_a_job_waits_for_its_hour(self):
        add_job(TALLY, args=["a"], run_at=now() + timedelta(hours=1))
        assert run_until_idle() == 0

    def test_the_more_urgent_job_comes_first(self):
        add_job(TALLY, args=["later"])
        add_job(TALLY, args=["first"], priority=50)
        assert take_job("one").args == ["first"]

    def test_a_lease_that_ran_out_frees_the_job(self):
        add_job(TALLY, args=["a"])
        take_job("killed")
        with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
            assert take_job("other").attempt == 2

    def test_a_kept_lease_does_not_run_out(self):
        add_job(TALLY, args=["a"])
        take_job("alive")
        with time_machine.travel(now() + timedelta(seconds=40)):
            keep_leases("alive")
        with time_machine.travel(now() + timedelta(seconds=80)):
            assert take_job("other") is None

    def test_a_failed_job_waits_longer_each_time(self):
        job = add_job(FAIL)
        waits = []
        for _ in range(4):
            Job.objects.update(run_at=now())
            run_job(take_job("one"))
            job.refresh_from_db()
            waits.append((job.run_at - now()).total_seconds())
        assert waits == sorted(waits)
        assert "no luck" in job.error

    def test_a_job_that_fails_each_time_is_dead_until_a_person_revives_it(self):
        job = add_job(FAIL)
        Job.objects.update(attempt=7)
        run_job(take_job("one"))
        assert list(Job.objects.dead()) == [job]
        revive_job(job)
        assert take_job("one").attempt == 1

    def test_a_job_whose_worker_dies_each_time_is_declared_dead(self):
        add_job(TALLY, args=["a"])
        Job.objects.update(attempt=8, lease_until=now() - timedelta(seconds=1))
        assert take_job("one") is None
        assert Job.objects.dead().count() == 1

    def test_a_worker_that_came_back_too_late_changes_nothing(self):
        add_job(TALLY, args=["a"])
        late = take_job("late")
        with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
            mine = take_job("other")
            fail_job(late, "too late")
            mine.refresh_from_db()
            assert (mine.worker, mine.error) == ("other", "")

    def test_a_job_added_in_a_transaction_that_fails_is_not_there(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            add_job(TALLY, args=["a"])
            raise RuntimeError
        assert not Job.objects.exists()

    def test_a_scheduled_task_starts_once_in_its_slot(self, monkeypatch):
        every_hour = schedule.Scheduled(TALLY, timedelta(hours=1))
        monkeypatch.setattr(schedule, "_scheduled", {TALLY: every_hour})
        at = schedule.EPOCH + timedelta(days=1)
        assert [schedule.enqueue_due(at + timedelta(minutes=m)) for m in (0, 20, 40, 60, 61)] == [1, 0, 0, 1, 0]


class TestGathering:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def ask(self):
        return lambda name="a": add_gathering_job(TALLY, args=[name], seconds=1)

    def test_it_runs_once_for_all_who_ask(self, ask):
        for _ in range(10):
            ask()
        assert run_until_idle() == 1
        assert count("a") == 1

    def test_it_waits_for_others_to_ask(self, ask):
        ask()
        assert take_job("one") is None
        assert 0 < seconds_to_next(5) <= 1

    def test_others_have_their_own(self, ask):
        ask("a")
        ask("b")
        assert run_until_idle() == 2

    def test_who_asks_once_it_has_begun_gets_another_run(self, ask):
        ask()
        with time_machine.travel(now() + timedelta(seconds=2)):
            begun = take_job("one")
            ask()
        run_job(begun)
        assert run_until_idle() == 1
        assert count("a") == 2

    def test_it_is_not_lost_with_its_worker(self, ask):
        ask()
        with time_machine.travel(now() + timedelta(seconds=2)):
            take_job("killed")
        with time_machine.travel(now() + LEASE + timedelta(seconds=3)):
            run_job(take_job("other"))
        assert count("a") == 1

    def test_nothing_due_soon_is_waited_for_as_long_as_allowed(self):
        add_job(TALLY, args=["a"], run_at=now() + timedelta(hours=1))
        assert seconds_to_next(5) == 5


@pytest.mark.django_db(transaction=True)
class TestWorkers:
    @pytest.fixture
    def workers(self):
        running = Workers(2)
        running.start()
        yield running
        may_end.set()
        running.stop()
        may_end.clear()
        lingering.clear()
        connection.close()

    def test_a_job_is_run_as_soon_as_it_is_committed(self, workers):
        began = time.monotonic()
        job = add_job(TALLY, args=["a"])
        while not Job.objects.filter(pk=job.pk, done_at__isnull=False).exists():
            assert time.monotonic() - began < 10
            time.sleep(0.01)
        assert count("a") == 1

    def test_a_job_that_gathers_is_run_when_it_is_due(self, workers):
        add_gathering_job(TALLY, args=["a"], seconds=0.2)
        end = time.monotonic() + 10
        while Job.objects.pending().exists() and time.monotonic() < end:
            time.sleep(0.01)
        assert count("a") == 1

    def test_many_jobs_run_once_each(self, workers):
        with transaction.atomic():
            for _ in range(40):
                add_job(TALLY, args=["many"])
        end = time.monotonic() + 30
        while Job.objects.pending().exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert count("many") == 40

    def test_stop_lets_a_running_job_finish(self, workers):
        add_job(LINGER)
        assert lingering.wait(10)
        threading.Timer(0.2, may_end.set).start()
        assert workers.stop()
        assert count("lingered") == 1

    def test_stop_does_not_wait_for_ever(self, workers):
        add_job(LINGER)
        assert lingering.wait(10)
        assert workers.stop(seconds=0.1) is False


WORKER = """
import django, os, signal, sys, time
django.setup()
from django.db import connection, transaction
connection.settings_dict["NAME"] = sys.argv[1]
from foreword.kernel.jobs import queue
from foreword.kernel.jobs.queue import take_job
from foreword.kernel.jobs.run import run_job
from foreword.kernel.models import next_value
from foreword.kernel.tests import test_jobs
from datetime import timedelta
queue.LEASE = timedelta(seconds=1)

def dies(name):
    with transaction.atomic():
        next_value(name)
        if sys.argv[2] == "during":
            os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "after":
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] != "never":
    object.__setattr__(test_jobs.tally, "func", dies)
end = time.monotonic() + 20
while time.monotonic() < end:
    if job := take_job(sys.argv[2]):
        run_job(job)
        break
    time.sleep(0.1)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("when", "effects"), [("during", 1), ("after", 2)])
def test_a_job_whose_worker_is_killed_runs_again(when, effects):
    """Killed before its commit, the effect comes once. After it, the job cannot know and comes again: at least once is
    the queue's promise; once only is the receipt's (see test_outbox)."""
    add_job(TALLY, args=["killed"])
    connection.close()

    def work(how):
        command = [sys.executable, "-c", WORKER, str(settings.DATABASES["default"]["NAME"]), how]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.run(command, check=False, env=environment).returncode

    assert work(when) == -signal.SIGKILL
    assert Job.objects.get().done_at is None
    assert work("never") == 0
    assert Job.objects.get().done_at
    assert count("killed") == effects
