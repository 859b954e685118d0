"""The write-ahead log of SQLite: in a serving process only the writer's connection moves it into the database file.

Two connections that checkpoint at once could corrupt a WAL before SQLite 3.51.3, and a checkpoint inside a reader's
request would make that reader wait. No other process of ours checkpoints for long: imports write in short batches.
"""

from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.backends.signals import connection_created

SMALL: Final = 1024 * 1024
LARGE: Final = 32 * 1024 * 1024
CUT_MILLISECONDS: Final = 50


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


def checkpoint_if_grown() -> None:
    """In a quiet moment: move the log into the database, and cut the file where it had become long."""
    grown = size()
    if grown > LARGE:
        _pragma("TRUNCATE")
    elif grown > SMALL:
        _pragma("PASSIVE")


def checkpoint_if_large() -> None:
    """Under steady load there is no quiet moment, so a log that has grown long is moved between two groups."""
    if size() > LARGE:
        _pragma("PASSIVE")


def _pragma(mode: str) -> None:
    """A cut waits for readers, and writers for it: so it gives up soon, and comes again."""
    patience = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={CUT_MILLISECONDS}")
        cursor.execute(f"PRAGMA wal_checkpoint({mode})")
        cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={patience}")
