from io import StringIO

import pytest
from django.core.management import call_command

from foreword.kernel.doctor import data, machine
from foreword.kernel.doctor.findings import State, _checks, examine, mend, well
from foreword.kernel.models import AuditEntry, Job
from foreword.kernel.serve import checks
from foreword.kernel.serve.checks import CannotServe, check_port, check_sqlite


@pytest.fixture
def only(monkeypatch):
    """Only these checks."""
    monkeypatch.setattr("foreword.kernel.doctor.findings._checks", found := {})
    return found


def test_every_check_says_one_line(only):
    only.update({"a": lambda: well("good"), "b": lambda: mend("bad")})
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=out, no_color=True)
    assert end.value.code == 1
    assert out.getvalue().split("\n")[:2] == ["well  a                    good", "mend  b                    bad"]


def test_when_all_is_well_the_exit_code_is_zero(only):
    only["a"] = lambda: well("good")
    call_command("doctor", stdout=StringIO())


def test_a_check_that_fails_is_a_finding(only):
    only["a"] = lambda: 1 / 0
    assert next(examine())[1].state is State.MEND


def test_a_network_disk_is_refused(monkeypatch):
    monkeypatch.setattr(machine, "_file_system", lambda _: "nfs4")
    assert machine.disk().state is State.MEND


def test_a_secret_key_that_others_can_read_is_to_mend(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path
    (tmp_path / "secret_key").write_text("s")
    (tmp_path / "secret_key").chmod(0o644)
    assert machine.secret_key().state is State.MEND
    (tmp_path / "secret_key").chmod(0o600)
    assert machine.secret_key().state is State.WELL


def test_debug_mode_is_to_mend(settings):
    settings.DEBUG = True
    assert machine.mode().state is State.MEND


def test_a_dead_job_is_to_mend(db):
    assert data.jobs().state is State.WELL
    Job.objects.create(task="a.b", dead_at="2026-01-01T00:00:00Z")
    assert data.jobs().state is State.MEND


def test_a_changed_audit_entry_is_to_mend(db):
    for action in ("one", "two", "three"):
        AuditEntry.write(action=action)
    assert data.audit_trail().state is State.WELL
    AuditEntry.objects.filter(action="two").update(actor="somebody else")
    assert data.audit_trail().state is State.MEND


def test_a_removed_audit_entry_is_to_mend(db):
    for action in ("one", "two", "three"):
        AuditEntry.write(action=action)
    AuditEntry.objects.filter(action="two").delete()
    assert data.audit_trail().state is State.MEND


def test_every_field_of_ours_is_described():
    assert data.register_of_fields().state is State.WELL


def test_the_doctor_looks_at_the_search_index_and_the_encoders():
    assert {"search index", "encoders"} <= set(_checks)


@pytest.mark.skipif("__import__('django').db.connection.vendor != 'sqlite'", reason="about SQLite")
class TestServing:
    def test_several_processes_on_sqlite_are_refused(self, db):
        with pytest.raises(CannotServe, match="PostgreSQL"):
            check_sqlite(workers=2)

    def test_a_sqlite_that_corrupts_is_refused(self, db, monkeypatch):
        monkeypatch.setattr(checks, "SAFE_SQLITE", (99, 0, 0))
        monkeypatch.setattr(checks.sqlite3, "__name__", "sqlite3")
        with pytest.raises(CannotServe, match="pysqlite3"):
            check_sqlite(workers=1)

    def test_missing_migrations_are_told(self, db, monkeypatch):
        monkeypatch.setattr(checks, "missing_migrations", lambda: 3)
        with pytest.raises(CannotServe, match="manage migrate"):
            checks.check_migrations()

    def test_a_port_in_use_is_told(self):
        import socket

        with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CannotServe, match="--port"):
            check_port("127.0.0.1", taken.getsockname()[1])


def test_alive(client):
    assert client.get("/healthz").content == b"ok\n"


def test_ready(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_not_ready_without_a_database(client, db, monkeypatch):
    from django.db import OperationalError

    def away():
        raise OperationalError

    monkeypatch.setattr("foreword.kernel.queries.Job.objects.dead", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
