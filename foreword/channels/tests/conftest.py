import os
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.mailboxes import Dovecot


@pytest.fixture
def dovecot(tmp_path):
    server = Dovecot(os.environ["FOREWORD_DOVECOT"], tmp_path / "dovecot")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def time_machine_later():
    """Move the clock on."""
    machines = []

    def later(**span):
        machine = time_machine.travel(timezone.now() + timedelta(**span), tick=True)
        machine.start()
        machines.append(machine)

    yield later
    for machine in machines:
        machine.stop()
