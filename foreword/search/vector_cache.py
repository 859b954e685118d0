"""Vectors by the hash of their text: a rebuild embeds only what is new.

One node keeps them in an SQLite file beside its index; several share them in PostgreSQL (shared_vectors.py). A cache
and nothing more: it may be deleted at any time, and a broken file is replaced by an empty one.
"""

import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from foreword.search.encoders import Encoder, Vectors
from foreword.search.passages import Passage

Answer = TypeVar("Answer")

ASK_AT_ONCE: Final = 500
BROKEN: Final = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


class TextUnknown(Exception):
    """A vector is not kept and the passage no longer carries its text."""


class VectorStore(ABC):
    """Keeps vectors in 16 bits."""

    def vectors(self, encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
        """One row for each passage, from the store where it is known, else from the encoder (and then kept)."""
        keys = [_key(passage) for passage in passages]
        known = self._known(encoder.name, keys)
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        if any(not passage.text for passage in missing.values()):
            raise TextUnknown(encoder.name)
        made = encoder.stored(list(missing.values())) if missing else ()
        fresh = {key: vector.astype(np.float16) for key, vector in zip(missing, made, strict=True)}
        if fresh:
            self._keep(encoder.name, fresh)
        # As they will be read again, so that an index is the same whether it was made before or after they were kept.
        known.update((key, vector.astype(np.float32)) for key, vector in fresh.items())
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, encoder.dimensions), np.float32)

    def knows(self, encoder: Encoder, passages: Sequence[Passage]) -> bool:
        """Whether `vectors` would answer without the encoder."""
        keys = {_key(passage) for passage in passages}
        return keys <= self._known(encoder.name, list(keys)).keys()

    def kept(self, encoder: Encoder, passage: Passage) -> Vectors | None:
        """Its vector, if that can be told without the encoder."""
        return self._known(encoder.name, [_key(passage)]).get(_key(passage))

    def forget_all_but(self, passages: Iterable[Passage]) -> None:
        """Drop what no document says any more: vectors of an erased text go with it."""
        self._forget_all_but(_key(passage) for passage in passages)

    @abstractmethod
    def _known(self, encoder: str, keys: Sequence[str]) -> dict[str, Vectors]: ...

    @abstractmethod
    def _keep(self, encoder: str, fresh: dict[str, Vectors]) -> None: ...

    @abstractmethod
    def _forget_all_but(self, keys: Iterable[str]) -> None: ...


class VectorCache(VectorStore):
    def __init__(self, path: Path | None) -> None:
        """`path` None keeps vectors in memory only: for tests and benchmarks."""
        self._lock = threading.RLock()
        self._path = path
        self._file = self._open()

    def close(self) -> None:
        self._file.close()

    def _open(self) -> sqlite3.Connection:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path or ":memory:", timeout=30, check_same_thread=False, isolation_level=None)
        try:
            file.execute(
                "CREATE TABLE IF NOT EXISTS vector (encoder TEXT, key TEXT, value BLOB, PRIMARY KEY (encoder, key))"
            )
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname not in BROKEN or self._path is None:
                raise
            file.close()
            self._path.unlink()
            return self._open()
        return file

    def _at(self, work: Callable[[], Answer]) -> Answer:
        """Do something with the file; if that turns out to be broken, once more with an empty one."""
        with self._lock:
            try:
                return work()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorname not in BROKEN or self._path is None:
                    raise
                self._file.close()
                for left in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                    with suppress(FileNotFoundError):
                        left.unlink()
                self._file = self._open()
                return work()

    def _known(self, encoder: str, keys: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for at in range(0, len(keys), ASK_AT_ONCE):
            some = keys[at : at + ASK_AT_ONCE]
            marks = ",".join("?" * len(some))
            asking = f"SELECT key, value FROM vector WHERE encoder = ? AND key IN ({marks})"  # noqa: S608 only marks
            rows = self._at(partial(self._all, asking, [encoder, *some]))
            found.update((key, np.frombuffer(value, np.float16).astype(np.float32)) for key, value in rows)
        return found

    def _all(self, asking: str, values: list[str]) -> list[tuple[str, bytes]]:
        return self._file.execute(asking, values).fetchall()

    def _keep(self, encoder: str, fresh: dict[str, Vectors]) -> None:
        rows = [(encoder, key, vector.tobytes()) for key, vector in fresh.items()]

        def keep() -> None:
            with self._transaction():
                self._file.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)

        self._at(keep)

    def _forget_all_but(self, keys: Iterable[str]) -> None:
        used = ((key,) for key in keys)

        def forget() -> None:
            with self._transaction():
                self._file.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
                self._file.executemany("INSERT OR IGNORE INTO used VALUES (?)", used)
                self._file.execute("DELETE FROM vector WHERE key NOT IN (SELECT key FROM used)")
                self._file.execute("DROP TABLE used")

        self._at(forget)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._file.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.DatabaseError):
                self._file.execute("ROLLBACK")
            raise


def _key(passage: Passage) -> str:
    # An encoder may treat the same words differently as wording and as piece.
    return f"{passage.role}:{passage.hash}"
