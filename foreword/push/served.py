"""The engine that serves: a file in the home folder that every process reads when it has changed."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings

from foreword.push.engine.engine import Engine
from foreword.push.engine.store import load, save

log: Final = logging.getLogger(__name__)

ENOUGH: Final = 2_000
"""Readers with a log, below which the weights set by hand know more (push.md)."""

MODEL: Final = "engine.npz"
READERS: Final = "readers.json"

_reading: Final = Lock()


@dataclass(slots=True)
class Kept:
    stamp: int = 0
    engine: Engine | None = None


_kept: Final = Kept()


def served_engine() -> Engine | None:
    """The engine as last installed; None while there is none, or its file cannot be read."""
    path = _folder() / MODEL
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    with _reading:
        if stamp != _kept.stamp:
            _kept.stamp, _kept.engine = stamp, _load(path)
    return _kept.engine


def _load(path: Path) -> Engine | None:
    """Whatever is wrong with the file, readers are served by hand, and the next night writes another."""
    try:
        return load(path)
    except Exception:
        log.exception("What push learned cannot be read: nothing learned serves.")
        return None


def install(engine: Engine, readers: Sequence[int]) -> None:
    """`readers`: everybody (keys of accounts) whose log it was learned from, or whose it could have been."""
    _folder().mkdir(parents=True, exist_ok=True)
    # First whom both hold, then the new one's: a cut in between never hides anybody.
    _write_readers(learned_from() | set(readers))
    save(engine, _folder() / MODEL)
    _write_readers(set(readers))


def learned_from() -> set[int]:
    """Whose log the ranker that serves has ever seen."""
    path = _folder() / READERS
    return set(json.loads(path.read_text())) if path.exists() else set()


def forget() -> None:
    for name in (MODEL, READERS):
        (_folder() / name).unlink(missing_ok=True)


def _write_readers(readers: set[int]) -> None:
    part = _folder() / f"{READERS}.part"
    part.write_text(json.dumps(sorted(readers)))
    part.replace(_folder() / READERS)


def _folder() -> Path:
    return Path(settings.FOREWORD_HOME) / "push"
