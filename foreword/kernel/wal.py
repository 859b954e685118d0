"""The write-ahead log of SQLite: in a serving process only the writer's connection moves it into the database file.

Two connections that checkpoint at once could corrupt a WAL before SQLite 3.51.3, and a checkpoint inside a reader's
request would make that reader wait. No other process of ours checkpoints for long: imports write in short batches.
"""

from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.backends.signals import connection_created

LARGE: Final = 32 * 1024 * 1024


def leave_checkpoints_to_writer() -> None:
    """From now on every connection of this process leaves the log alone, unless it calls `checkpoint` itself."""
    connection_created.connect(_no_automatic_checkpoint, dispatch_uid="foreword.kernel.wal")


def _no_automatic_checkpoint(*, connection: Any, **_: object) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint=0")


def size() -> int:
    """Bytes in the log; 0 for a database in memory."""
    path = Path(f"{connection.settings_dict['NAME']}-wal")
    return path.stat().st_size if path.exists() else 0


def checkpoint() -> None:
    """Move the log into the database and empty it, as far as no reader still needs it. Never waits for a reader."""
    _pragma("TRUNCATE" if size() > LARGE else "PASSIVE")


def checkpoint_if_large() -> None:
    """Under steady load there is no idle moment, so the log is moved, not emptied, once it has grown."""
    if size() > LARGE:
        _pragma("PASSIVE")


def _pragma(mode: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA wal_checkpoint({mode})")
        cursor.fetchone()
