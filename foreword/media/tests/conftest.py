"""What the tests of the programme share: vendors that keep the real ones' rules, and a clock that can be moved on."""

from datetime import timedelta

import pytest
import time_machine

from foreword.channels.outward.sandbox.server import running
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle


@pytest.fixture
def sandbox():
    with running() as server:
        server.vendors["weibo"].bound = "127.0.0.1:8000"
        yield server


@pytest.fixture
def later():
    """Move the clock on, and let the jobs run."""
    machines = []

    def moved(**span):
        machines.append(time_machine.travel(now() + timedelta(**span), tick=True))
        machines[-1].start()
        run_until_idle()

    yield moved
    for machine in reversed(machines):
        machine.stop()
