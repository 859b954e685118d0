import pytest
from django.db import connection, connections

from foreword.kernel import wal
from foreword.kernel.models import Counter
from foreword.kernel.writer import Writer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite's log"),
]


@pytest.fixture
def left():
    wal.leave_checkpoints_to_writer()
    connections.close_all()
    yield
    wal.connection_created.disconnect(dispatch_uid="foreword.kernel.wal")
    connections.close_all()


def fill(megabytes):
    for n in range(megabytes):
        Counter.objects.bulk_create([Counter(name=f"{n}-{i}-".ljust(80, "x")) for i in range(5000)])


def test_ordinary_connections_leave_the_log_alone(left):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was moved before would be written over first
    fill(8)
    assert wal.size() > 6_000_000


def test_a_grown_log_is_moved_in_a_quiet_moment(left, monkeypatch):
    monkeypatch.setattr(wal, "LARGE", 2_000_000)
    fill(4)
    wal.checkpoint_if_grown()
    assert wal.size() < 2_000_000


def test_a_cut_does_not_wait_for_a_reader(left, monkeypatch):
    import sqlite3
    import time

    monkeypatch.setattr(wal, "LARGE", 2_000_000)
    reader = sqlite3.connect(connection.settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM kernel_counter").fetchone()
    fill(4)
    began = time.monotonic()
    wal.checkpoint_if_grown()
    assert time.monotonic() - began < 2
    reader.close()


def test_the_writer_moves_what_others_wrote(left, monkeypatch):
    monkeypatch.setattr(wal, "LARGE", 2_000_000)
    monkeypatch.setattr("foreword.kernel.writer.IDLE_SECONDS", 0.05)
    fill(4)
    writer = Writer()
    writer.start()
    try:
        import time

        end = time.monotonic() + 10
        while wal.size() > 2_000_000 and time.monotonic() < end:
            time.sleep(0.05)
    finally:
        writer.stop()
    assert wal.size() <= 2_000_000
