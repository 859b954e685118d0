"""What the tests of the live pages share."""

import pytest

from foreword.kernel.tests.live_world import MemoryLog


@pytest.fixture
def log():
    return MemoryLog()


@pytest.fixture
def memory_only(monkeypatch):
    """These logs are in memory; the readers' fence would otherwise open the database in another thread."""
    monkeypatch.setattr("foreword.kernel.realtime.hub.close_old_connections", lambda: None)
