"""The database: which, how durable, how complete; the jobs, the audit trail, the register of fields."""

import sqlite3
from typing import Final

from django.db import connection

from foreword.kernel.doctor.findings import Finding, check, mend, note, well
from foreword.kernel.models import AuditEntry, Job
from foreword.kernel.privacy import undescribed
from foreword.kernel.serve.checks import SAFE_SQLITE, missing_migrations

DURABLE: Final = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "mmap_size": 0}


@check("database")
def database() -> Finding:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return well(f"PostgreSQL {cursor.fetchone()[0]}")
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        return mend(f"SQLite {version} can corrupt its write-ahead log; install the pysqlite3 wheel")
    return well(f"SQLite {version}")


@check("durability")
def durability() -> Finding:
    """FULL: an acknowledged message survives a power cut; with NORMAL the last ones do not (trust.md, finding 1)."""
    if connection.vendor != "sqlite":
        return _postgresql_durability()
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}
    wrong = [f"{name}={found[name]}" for name, value in DURABLE.items() if found[name] != value]
    return mend(f"{', '.join(wrong)}: see config/settings/database.py") if wrong else well("WAL, synchronous=FULL")


def _postgresql_durability() -> Finding:
    with connection.cursor() as cursor:
        off = []
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            off += [name] if cursor.fetchone()[0] == "off" else []
    return mend(f"{', '.join(off)} off: a power cut loses messages") if off else well("fsync and synchronous commit")


@check("migrations")
def migrations() -> Finding:
    missing = missing_migrations()
    return mend(f"{missing} missing. Run: foreword manage migrate") if missing else well("all applied")


@check("jobs")
def jobs() -> Finding:
    waiting = Job.objects.pending().count()
    if dead := Job.objects.dead().count():
        names = Job.objects.dead().values_list("task", flat=True).distinct()
        return mend(f"{dead} dead ({', '.join(sorted(set(names)))}), {waiting} waiting. See /admin/kernel/job/")
    return note(f"{waiting} waiting: is a worker running?") if waiting > 1000 else well(f"none dead, {waiting} waiting")


@check("audit trail")
def audit_trail() -> Finding:
    if broken := AuditEntry.broken_links():
        return mend(f"broken at {', '.join(map(str, broken[:5]))}: somebody changed or removed entries")
    return well("whole")


@check("register of fields")
def register_of_fields() -> Finding:
    missing = undescribed()
    return mend(f"not described: {', '.join(missing[:5])}") if missing else well("every field is described")
