"""What must hold before a process serves: each check raises `CannotServe` with what to do about it."""

import socket
import sqlite3
import sys
from typing import Final

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SAFE_SQLITE: Final = (3, 51, 3)


class CannotServe(Exception):
    """The words say what to do."""


def check_sqlite(workers: int) -> None:
    if connection.vendor != "sqlite":
        return
    if workers > 1:
        raise CannotServe(
            "With SQLite one process serves: several would starve each other of the write lock. "
            "Leave --workers at 1, or set FOREWORD_DATABASE_URL to a PostgreSQL database."
        )
    if sqlite3.sqlite_version_info < SAFE_SQLITE and sqlite3.__name__ != "pysqlite3":
        raise CannotServe(
            f"SQLite {sqlite3.sqlite_version} can corrupt its write-ahead log (mended in 3.51.3). "
            f"Install the pysqlite3 wheel: {sys.executable} -m pip install 'pysqlite3>=0.6.1'."
        )


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise CannotServe(f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port.") from error


def missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_migrations() -> None:
    if missing := missing_migrations():
        raise CannotServe(f"The database lacks {missing} migration(s). Run: foreword manage migrate")
