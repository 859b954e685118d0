"""Vectors in PostgreSQL (pgvector), where several nodes share them: a text is embedded by one and read by all.

Each node still searches its own copy of them, which it can make again from here at any time. The table is no model of
Django's: it exists only where this store is chosen, since SQLite has no such column.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from foreword.search.encoders import Vectors
from foreword.search.vector_cache import VectorStore

ASK_AT_ONCE: Final = 500
HEAD_BYTES: Final = 4
"""pgvector sends a vector as its length (2 bytes), 2 bytes for later use, then 16-bit numbers, the high byte first."""
LOCK: Final = 0x666F7265
MADE: Final = """
CREATE TABLE IF NOT EXISTS search_vector (
    encoder text NOT NULL, key text NOT NULL, value halfvec NOT NULL, PRIMARY KEY (encoder, key)
)
"""


class SharedVectors(VectorStore):
    def __init__(self) -> None:
        self._is_made = False

    def _known(self, encoder: str, keys: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        asking = "SELECT key, halfvec_send(value) FROM search_vector WHERE encoder = %s AND key = ANY(%s)"
        for at in range(0, len(keys), ASK_AT_ONCE):
            with self._cursor() as cursor:
                cursor.execute(asking, [encoder, list(keys[at : at + ASK_AT_ONCE])])
                found.update((key, _read(bytes(sent))) for key, sent in cursor.fetchall())
        return found

    def _keep(self, encoder: str, fresh: dict[str, Vectors]) -> None:
        # Always in the same order, so that two nodes that embed the same texts never wait for each other in a circle.
        rows = [(encoder, key, str(fresh[key].tolist())) for key in sorted(fresh)]
        keeping = "INSERT INTO search_vector VALUES (%s, %s, %s::halfvec) ON CONFLICT DO NOTHING"
        with self._cursor() as cursor:
            cursor.executemany(keeping, rows)

    def _forget_all_but(self, keys: Iterable[str]) -> None:
        with transaction.atomic(), self._cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE search_vector_used (key text PRIMARY KEY) ON COMMIT DROP")
            batch: list[str] = []
            for key in keys:
                batch.append(key)
                if len(batch) == ASK_AT_ONCE:
                    self._use(cursor, batch)
                    batch = []
            self._use(cursor, batch)
            cursor.execute(
                "DELETE FROM search_vector v WHERE NOT EXISTS (SELECT FROM search_vector_used WHERE key = v.key)"
            )
            cursor.execute("DROP TABLE search_vector_used")

    def _use(self, cursor: CursorWrapper, keys: list[str]) -> None:
        cursor.execute("INSERT INTO search_vector_used SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [keys])

    @contextmanager
    def _cursor(self) -> Iterator[CursorWrapper]:
        if not self._is_made:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])  # CREATE … IF NOT EXISTS is not safe alone.
                cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
                cursor.execute(MADE)
            self._is_made = True
        with connection.cursor() as cursor:
            yield cursor


def _read(sent: bytes) -> Vectors:
    return np.frombuffer(sent[HEAD_BYTES:], ">f2").astype(np.float32)
