"""The index of this process: opened once, brought up to date from the change log, rebuilt when it cannot be trusted.

The database is the truth. An index that is missing, broken, of another version or of another database (a restored
backup) is noticed here and made anew.
"""

import atexit
import logging
import shutil
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from foreword.search import analysis, generations, glossary
from foreword.search.building import Progress, build
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.encoders import Encoder, encoder
from foreword.search.engine import Engine
from foreword.search.generations import VERSION, Generation, Position
from foreword.search.models import IndexChange
from foreword.search.sources import sources
from foreword.search.vector_cache import TextUnknown, VectorCache

log = logging.getLogger(__name__)

CHANGES_AT_ONCE = 200


class LiveIndex:
    def __init__(self, home: Path, encoders: Sequence[Encoder]) -> None:
        self._home = home
        self._encoders = encoders
        self._cache = VectorCache(home / "vectors.sqlite3")
        self._stepping = threading.RLock()
        self._engine: Engine | None = None
        self._replica: Path | None = None
        self._generation: Generation | None = None
        self._position = Position()
        self.is_followed = False
        """Whether a thread keeps it up to date; else each use does."""

    def engine(self) -> Engine:
        if self._engine is None or not self.is_followed:
            self.step()
        assert self._engine is not None
        return self._engine

    def step(self) -> int:
        """Open, reopen or rebuild where needed, then take in the changes since; how many."""
        with self._stepping:
            serving = Generation.read(self._home)
            if self._is_open(serving):
                changes = list(IndexChange.objects.since(self._position.number)[:CHANGES_AT_ONCE])
                if not self._position.number or (changes and changes[0].mark == self._position.mark):
                    return self._apply([change for change in changes if change.number > self._position.number])
                log.info("The search index belongs to another database; building it anew.")
        # Not under our own lock: a build waits for other processes, and takes the two locks in the other order.
        self.rebuild(instead_of=serving)
        return 0

    def catch_up(self, most: int) -> int:
        return self._engine.catch_up(most) if self._engine else 0

    def rebuild(
        self, *, instead_of: Generation | None = None, thorough: bool = False, progress: Progress = lambda _: None
    ) -> int:
        """Build a new generation from the database and move over to it; how many documents.

        `instead_of` names a broken one: if another process replaced that meanwhile, its work is taken over.
        """
        with generations.building(self._home):
            serving = Generation.read(self._home)
            generation = serving if serving != instead_of and not thorough else None
            if generation is None:
                generation = build(
                    self._home,
                    _all_documents(),
                    position=_position(),
                    encoders=self._encoders,
                    cache=self._cache,
                    thorough=thorough,
                    progress=progress,
                )
            # What is below the position is in the generation; the change at it stays, to know this database by.
            IndexChange.objects.filter(number__lt=generation.number).delete()
            with self._stepping:
                self._open(generation)
        return len(self.engine())

    def close(self) -> None:
        with self._stepping:
            if self._replica is not None:
                shutil.rmtree(self._replica, ignore_errors=True)
            self._engine, self._replica, self._generation = None, None, None

    def _is_open(self, serving: Generation | None) -> bool:
        """Whether the serving generation is open, opening it if need be; False if it must be built anew."""
        if self._engine is not None and serving == self._generation:
            return True
        names = tuple(encoder.name for encoder in self._encoders)
        if serving is None or (serving.version, serving.encoders) != (VERSION, names):
            return False
        try:
            self._open(serving)
        except (OSError, ValueError, TextUnknown) as broken:  # tantivy reports a corrupt folder as ValueError
            log.warning("The search index cannot be read (%s); building it anew.", broken)
            return False
        return True

    def _open(self, generation: Generation) -> None:
        replica = generations.replica(self._home, generation)
        engine = Engine(replica, self._encoders, self._cache, reread=_reread)
        for one in generations.stored(self._home / generation.name):
            engine.admit(one.facts, one.parts)
        self.close()
        self._engine, self._replica, self._generation = engine, replica, generation
        self._position = generation.position

    def _apply(self, changes: list[IndexChange]) -> int:
        assert self._engine is not None
        for folded in dict.fromkeys((change.kind, change.key) for change in changes):
            try:
                self._engine.replace(folded, _documents(folded))
            except DatabaseError:
                raise  # The database is away, not the document broken: all is tried again.
            except Exception:
                log.exception("%s %s cannot be indexed; the index keeps what it had.", *folded)
        if changes:
            self._engine.commit()
            self._position = Position(changes[-1].number, changes[-1].mark)
        return len(changes)


def _position() -> Position:
    last = IndexChange.objects.order_by("-number").first()
    return Position(last.number, last.mark) if last else Position()


def _all_documents() -> Iterator[Document]:
    for source in sources().values():
        yield from source.documents()


def _documents(folded: Folded) -> list[Document]:
    source = sources().get(folded[0])
    return source.document(folded[1]) if source else []


def _reread(uid: str) -> Document | None:
    kind, key, _ = uid.split(SEPARATOR)
    return next((document for document in _documents((kind, key)) if document.uid == uid), None)


def encoders() -> list[Encoder]:
    """What FOREWORD_ENCODERS names, the one for each keystroke first; one name for both is one encoder."""
    names = settings.FOREWORD_ENCODERS
    return [encoder(name) for name in dict.fromkeys((names["keystroke"], names["submit"]))]


def index_folder() -> Path:
    """One folder for each database, so that tests or a second library never touch this one's index."""
    where = connection.settings_dict
    database = "|".join(str(where.get(part, "")) for part in ("ENGINE", "HOST", "PORT", "NAME"))
    return Path(settings.FOREWORD_HOME) / "index" / sha256(database.encode()).hexdigest()[:12]


@cache
def _live(folder: Path, names: tuple[str, ...]) -> LiveIndex:
    index = LiveIndex(folder, [encoder(name) for name in names])
    atexit.register(index.close)
    return index


def live() -> LiveIndex:
    return _live(index_folder(), tuple(one.name for one in encoders()))


def warm() -> None:
    """Load everything that a first question would otherwise wait for."""
    analysis.warm()
    glossary.read("图书馆 library")
    for one in encoders():
        one.query("warm")
    live().engine()
