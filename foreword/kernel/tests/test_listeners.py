"""One process listens at a time, again after each failure, and another takes over."""

import threading
from datetime import timedelta

import pytest

from foreword.kernel import listeners
from foreword.kernel.clock import now
from foreword.kernel.models import Lease, give_back_lease, take_lease


class Ear:
    name = "ear"

    def __init__(self, failures=0):
        self.failures = failures
        self.heard = threading.Event()
        self.over = threading.Event()

    def listen(self, ended):
        if self.failures:
            self.failures -= 1
            raise ConnectionError("gone")
        self.heard.set()
        ended.wait()
        self.over.set()


@pytest.fixture
def no_pause(monkeypatch):
    monkeypatch.setattr(listeners, "FIRST_PAUSE", 0.01)


@pytest.fixture
def place(monkeypatch, transactional_db):
    monkeypatch.setattr(listeners, "_factories", [])


@pytest.mark.parametrize("failures", [0, 2])
def test_listens_until_it_is_ended_and_again_after_a_failure(place, no_pause, failures):
    ear = Ear(failures)
    listeners.register_listener(lambda: ear)
    running = listeners.Listeners()
    running.start()
    assert ear.heard.wait(10)
    running.stop()
    assert ear.over.is_set()
    assert Lease.objects.get(name="ear").holder == ""


def test_what_is_not_set_up_does_not_run(place):
    listeners.register_listener(lambda: None)
    assert listeners.made() == []


@pytest.mark.django_db
class TestTheLease:
    @pytest.fixture(autouse=True)
    def _several_processes(self, monkeypatch):
        monkeypatch.setattr("foreword.kernel.models.lease.connection.vendor", "postgresql", raising=False)

    def test_has_one_holder(self):
        assert [take_lease("x", who) for who in ("one", "two", "one")] == [True, False, True]

    def test_runs_out(self):
        take_lease("x", "one")
        Lease.objects.update(until=now() - timedelta(seconds=1))
        assert take_lease("x", "two")

    def test_is_given_back_by_its_holder_only(self):
        take_lease("x", "one")
        give_back_lease("x", "two")
        assert not take_lease("x", "two")
        give_back_lease("x", "one")
        assert take_lease("x", "two")
