"""A demo library that has settled, kept in the home folder from one run of a benchmark to the next.

To load it, to draw its portraits and to have the slow encoder read it takes minutes; a benchmark of pages is about the
library of yesterday, which has all that behind it. It is made anew each day, and when its content or a table changed.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

import foreword
from foreword.kernel.clock import today

KEPT: Final = "FOREWORD_BENCH_KEPT"
"""Where the run in the fresh home finds it: its own home is another one."""
PARTS: Final = ("demo/**/*.py", "demo/**/*.toml", "demo/**/*.md", "*/migrations/*.py")


def folder() -> Path:
    return Path(settings.FOREWORD_HOME) / "bench" / _state(Path(foreword.__file__).parent)


def fetch(home: Path) -> None:
    """Put a copy of it into this home, where there is one."""
    if folder().exists():
        shutil.copytree(folder(), home, dirs_exist_ok=True)


def exists() -> bool:
    return Path(os.environ[KEPT]).exists()


def keep() -> None:
    """Keep this process's home as it is now, and none older. Whoever is interrupted leaves nothing half kept."""
    connection.close()
    there = Path(os.environ[KEPT])
    shutil.rmtree(there.parent, ignore_errors=True)
    half = there.with_suffix(".half")
    shutil.copytree(settings.FOREWORD_HOME, half)
    half.rename(there)


def _state(rooms: Path) -> str:
    digest = hashlib.sha256(today().isoformat().encode())
    for path in sorted(path for part in PARTS for path in rooms.glob(part)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
