import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from foreword.channels.actions import open_conversation
from tests.mailboxes import Dovecot


@pytest.fixture
def conversation(db):
    return open_conversation()


@pytest.fixture
def dovecot():
    # Not pytest's folder: the path of a socket may have 107 characters, and a worker's folder alone has 80.
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as folder:
        server = Dovecot(os.environ["FOREWORD_DOVECOT"], Path(folder))
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
