"""The index of this process: opened once, brought up to date from the change log, rebuilt when it cannot be trusted.

The database is the truth. An index that is missing, broken, of another version or of another database (a restored
backup) is noticed here and made anew.
"""

import atexit
import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from foreword.search import analysis, generations, glossary, sealing
from foreword.search.building import Progress, build, silent
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.encoders import Encoder, encoder
from foreword.search.engine import Engine
from foreword.search.generations import VERSION, Generation, Position
from foreword.search.learning.priors import with_priors
from foreword.search.models import IndexChange
from foreword.search.shared_vectors import SharedVectors
from foreword.search.sources import sources
from foreword.search.stored import StoredIndex
from foreword.search.vector_cache import VectorCache

log = logging.getLogger(__name__)

CHANGES_AT_ONCE = 200
# Rows that are in no generation yet lie in memory, in every process; beyond so many a new generation is worth its work.
MOST_FRESH = 100_000
FOREIGN = "of another database"
VECTORS = "vectors.sqlite3"


class LiveIndex:
    def __init__(self, home: Path, encoders: Sequence[Encoder]) -> None:
        self._home = home
        self._encoders = encoders
        self._cache = SharedVectors() if settings.FOREWORD_VECTORS == "database" else VectorCache(home / VECTORS)
        self._stepping = threading.RLock()
        self._engine: Engine | None = None
        self._replica: Path | None = None
        self._generation: Generation | None = None
        self._position = Position()
        self._ill = ""
        self._builder: threading.Thread | None = None
        self.is_followed = False
        """Whether a thread keeps it up to date, and mends it beside the readers; else each use does so first."""

    def engine(self) -> Engine:
        if self._engine is None or not self.is_followed:
            self.step()
        assert self._engine is not None
        return self._engine

    def step(self) -> int:
        """Open or reopen where needed, take in the changes since, and see to it that what is ill is built anew; how
        many changes it took in.
        """
        taken = 0
        with self._stepping:
            serving = Generation.read(self._home)
            if self._engine is None or (serving != self._generation and not self._is_building):
                self._ill = self._reopen(serving)
            if self._generation is not None and self._ill != FOREIGN:
                foreign, taken = self._take_in()
                self._ill = foreign or self._ill
        if self._ill:
            # Not under our own lock: a build waits for other processes, and takes the two locks in the other order.
            self._mend(serving)
        return taken

    def catch_up(self, most: int) -> int:
        return self._engine.catch_up(most) if self._engine else 0

    def inspect(self, *, pause: Callable[[], None] | None = None) -> None:
        """Look whether the files of the serving generation are what they were; with `pause`, read all of them."""
        generation = self._generation
        if generation is not None and not self._ill:
            folder = self._home / generation.name
            broken = sealing.damaged_inside(folder, pause) if pause else sealing.damaged(folder)
            if broken and generation == Generation.read(self._home):
                self._ill = f"damaged: {', '.join(sorted(broken))}"

    def rebuild(
        self, *, instead_of: Generation | None = None, thorough: bool = False, progress: Progress = silent
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
            IndexChange.objects.needless(below=generation.number).delete()
            with self._stepping:
                self._ill = self._reopen(generation)
        return len(self.engine())

    def wait(self, seconds: float) -> None:
        """Until what is being built beside serves, or for so long."""
        if self._builder is not None:
            self._builder.join(seconds)

    def close(self) -> None:
        with self._stepping:
            if self._replica is not None:
                shutil.rmtree(self._replica, ignore_errors=True)
            self._engine, self._replica, self._generation = None, None, None

    def _reopen(self, serving: Generation | None) -> str:
        """Move over to what is sound of this generation; what is wrong with it, or nothing."""
        names = tuple(encoder.name for encoder in self._encoders)
        ill = ""
        if serving is None:
            ill = "missing"
        elif (serving.version, serving.encoders) != (VERSION, names):
            ill = "of another form"
        else:
            try:
                broken = sealing.damaged(self._home / serving.name)
                self._open(serving, broken)
                return f"damaged: {', '.join(sorted(broken))}" if broken else ""
            except (OSError, ValueError, KeyError) as wrong:
                ill = f"unreadable: {wrong}"
        if self._engine is None:  # Until there is something to answer from.
            self._replica = generations.replica(self._home, None)
            self._engine = Engine(self._replica, self._encoders, self._cache, reread=_reread)
        return ill

    def _open(self, generation: Generation, broken: Collection[str] = ()) -> None:
        """With what of it is not `broken`: by words alone, or by meaning alone, if need be."""
        folder = self._home / generation.name
        torn = {name.split(".")[0] for name in broken}
        sound = [encoder for encoder in self._encoders if encoder.name not in torn]
        stored = StoredIndex.load(folder, sound)
        has_terms = not any(name.startswith("terms/") for name in broken)
        replica = generations.replica(self._home, generation if has_terms else None)
        engine = Engine(replica, self._encoders, self._cache, reread=_reread, stored=stored)
        self.close()
        self._engine, self._replica, self._generation = engine, replica, generation
        self._position = generation.position

    def tidy(self) -> None:
        """Once much has come since the generation was built, and all encoders have read it, have it built anew."""
        engine = self._engine
        if engine is not None and not self._ill and engine.fresh > MOST_FRESH and engine.is_caught_up:
            self._ill = f"grown by {engine.fresh} rows"

    @property
    def _is_building(self) -> bool:
        return self._builder is not None and self._builder.is_alive()

    def _mend(self, serving: Generation | None) -> None:
        if self._is_building:
            return
        log.warning("The search index is %s; building it anew.", self._ill)
        if not self.is_followed:
            self.rebuild(instead_of=serving)
            return
        self._builder = threading.Thread(target=self._build_beside, args=[serving], name="search-builder", daemon=True)
        self._builder.start()

    def _build_beside(self, serving: Generation | None) -> None:
        try:
            self.rebuild(instead_of=serving)
        except Exception:
            log.exception("The search index could not be built; trying again.")
        finally:
            connection.close()

    def _take_in(self) -> tuple[str, int]:
        changes = list(IndexChange.objects.since(self._position.number)[:CHANGES_AT_ONCE])
        if self._position.number and (not changes or changes[0].mark != self._position.mark):
            return FOREIGN, 0
        return "", self._apply([change for change in changes if change.number > self._position.number])

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
        yield from with_priors(source.documents())


def _documents(folded: Folded) -> list[Document]:
    source = sources().get(folded[0])
    return list(with_priors(source.document(folded[1]), of=folded)) if source else []


def _reread(uid: str) -> Document | None:
    kind, key, _ = uid.split(SEPARATOR)
    return next((document for document in _documents((kind, key)) if document.uid == uid), None)


def encoders() -> list[Encoder]:
    """What FOREWORD_ENCODERS names, the one for each keystroke first."""
    return [encoder(name) for name in settings.FOREWORD_ENCODERS]


def index_folder() -> Path:
    """One folder for each database, so that tests or a second library never touch this one's index.

    A database inside the home folder is known by its place there: the home may be moved, or copied, as it is.
    """
    where = connection.settings_dict
    name = str(where.get("NAME", "")).removeprefix(f"{settings.FOREWORD_HOME}/")
    database = "|".join([*(str(where.get(part, "")) for part in ("ENGINE", "HOST", "PORT")), name])
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
