"""Vectors by the hash of their text, in one SQLite file: a rebuild embeds only what is new.

A cache and nothing more: it may be deleted at any time, and a broken file is replaced by an empty one.
"""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from foreword.search.encoders import Encoder, Vectors
from foreword.search.passages import Passage

ASK_AT_ONCE = 500


class TextUnknown(Exception):
    """A vector is not in the file and the passage no longer carries its text."""


class VectorCache:
    def __init__(self, path: Path | None) -> None:
        """`path` None keeps vectors in memory only: for tests and benchmarks."""
        self._lock = threading.Lock()
        self._file = self._open(path)

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is None:
            return self._connect(":memory:")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect(str(path))
        except sqlite3.DatabaseError:
            with suppress(FileNotFoundError):
                path.unlink()
            return self._connect(str(path))

    def _connect(self, name: str) -> sqlite3.Connection:
        file = sqlite3.connect(name, timeout=30, check_same_thread=False, isolation_level=None)
        file.execute(
            "CREATE TABLE IF NOT EXISTS vector (encoder TEXT, key TEXT, value BLOB, PRIMARY KEY (encoder, key))"
        )
        return file

    def vectors(self, encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
        """One row for each passage, from the file where it is known, else from the encoder (and then kept)."""
        known = self._known(encoder.name, passages)
        missing = {_key(passage): passage for passage in passages if _key(passage) not in known}
        if any(not passage.text for passage in missing.values()):
            raise TextUnknown(encoder.name)
        fresh = dict(zip(missing, encoder.stored(list(missing.values())), strict=True)) if missing else {}
        self._keep(encoder.name, fresh)
        # As they will be read again, so that an index is the same whether it was made before or after they were kept.
        known.update((key, vector.astype(np.float16).astype(np.float32)) for key, vector in fresh.items())
        rows = [known[_key(passage)] for passage in passages]
        return np.stack(rows) if rows else np.zeros((0, encoder.dimensions), np.float32)

    def knows(self, encoder: Encoder, passages: Sequence[Passage]) -> bool:
        """Whether `vectors` would answer without the encoder."""
        known = self._known(encoder.name, passages)
        return all(_key(passage) in known for passage in passages)

    def forget_all_but(self, passages: Iterable[Passage]) -> None:
        """Drop what no document says any more: vectors of an erased text go with it."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
            self._file.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((_key(passage),) for passage in passages))
            self._file.execute("DELETE FROM vector WHERE key NOT IN (SELECT key FROM used)")
            self._file.execute("DROP TABLE used")
            self._file.execute("COMMIT")

    def close(self) -> None:
        self._file.close()

    def _known(self, encoder: str, passages: Sequence[Passage]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for at in range(0, len(passages), ASK_AT_ONCE):
            keys = [_key(passage) for passage in passages[at : at + ASK_AT_ONCE]]
            marks = ",".join("?" * len(keys))
            with self._lock:
                rows = self._file.execute(
                    f"SELECT key, value FROM vector WHERE encoder = ? AND key IN ({marks})",  # noqa: S608 only marks
                    [encoder, *keys],
                ).fetchall()
            found.update((key, np.frombuffer(value, np.float16).astype(np.float32)) for key, value in rows)
        return found

    def _keep(self, encoder: str, fresh: dict[str, Vectors]) -> None:
        rows = [(encoder, key, vector.astype(np.float16).tobytes()) for key, vector in fresh.items()]
        if rows:
            with self._lock:
                self._file.execute("BEGIN IMMEDIATE")
                self._file.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)
                self._file.execute("COMMIT")


def _key(passage: Passage) -> str:
    # An encoder may treat the same words differently as wording and as piece.
    return f"{passage.role}:{passage.hash}"
