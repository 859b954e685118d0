"""Generations: whole indexes on disk, each built in its own folder and never changed afterwards.

`current.json` names the one that serves; replacing that file is the swap. A process works on a replica (hard links, so
it costs nothing) to which it applies the changes made since: no process waits for another's lock, and one that dies
leaves nothing half done.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

# Raise it whenever analysis, glossary, passages or the fields of the index change: older indexes are then rebuilt.
VERSION = 8
BUILD_PATIENCE_S = 3_600

# This process's own replicas.
_replicas: set[Path] = set()


@dataclass(frozen=True, slots=True)
class Position:
    """The last change that an index has taken in."""

    number: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    name: str
    version: int
    encoders: tuple[str, ...]
    number: int
    mark: str
    documents: int

    @property
    def position(self) -> Position:
        return Position(self.number, self.mark)

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """The serving generation; None when there is none, or none that can be read."""
        try:
            fields = json.loads((home / "current.json").read_text(encoding="utf-8"))
            found = cls(**{**fields, "encoders": tuple(fields["encoders"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return found if (home / found.name).is_dir() else None

    def serve(self, home: Path) -> None:
        """Make this the serving generation; processes notice at their next step. Older folders go."""
        draft = home / f"current.{os.getpid()}.json"
        with draft.open("w", encoding="utf-8") as opened:
            json.dump(asdict(self), opened)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(home / "current.json")
        for folder in home.glob("gen-*"):
            if folder.name != self.name:
                shutil.rmtree(folder, ignore_errors=True)


def new_folder(home: Path) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="gen-", dir=home))


def replica(home: Path, generation: Generation | None) -> Path:
    """A private, writable copy of its terms (none: empty). Segment files never change, so links do."""
    home.mkdir(parents=True, exist_ok=True)
    _sweep(home)
    target = Path(tempfile.mkdtemp(prefix=f"replica-{os.getpid()}-", dir=home))
    _replicas.add(target)
    if generation is None:
        return target
    for file in (home / generation.name / "terms").iterdir():
        if file.suffix == ".json":
            shutil.copy2(file, target)  # The one kind of file that tantivy writes anew.
        elif file.suffix != ".lock":
            _link(file, target / file.name)
    return target


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copy2(file, target)


def _sweep(home: Path) -> None:
    """Remove what processes that were killed have left; in a container each run has the same pid."""
    for folder in home.glob("replica-*"):
        pid = int(folder.name.split("-")[1])
        if folder not in _replicas and (pid == os.getpid() or not _is_running(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


@contextmanager
def building(home: Path) -> Iterator[None]:
    """One build at a time, over all processes. SQLite's lock goes with its process, on every system."""
    home.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(home / "building.sqlite3", timeout=BUILD_PATIENCE_S, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()
