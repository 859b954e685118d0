"""The seal of a generation: size, time and checksum of each of its files, so that damage is noticed.

A look at size and time takes no reading and is done at every start: a file whose time has changed is read through. That
bytes have changed without the file's time only a full reading tells, which the follower does now and then.
"""

import json
import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypedDict

SEAL: Final = "seal.json"
AT_ONCE: Final = 4 << 20


class SealedFile(TypedDict):
    size: int
    mtime_ns: int
    checksum: str


def seal(folder: Path) -> None:
    """Write down every file of a finished generation, after all of it has reached the disk."""
    sealed: dict[str, SealedFile] = {}
    for file in (file for file in sorted(folder.rglob("*")) if _is_sealed(file)):
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
        facts = file.stat()
        told = SealedFile(size=facts.st_size, mtime_ns=facts.st_mtime_ns, checksum=checksum(file))
        sealed[file.relative_to(folder).as_posix()] = told
    _write(folder, sealed)


def damaged(folder: Path) -> set[str]:
    """The files that are missing, cut short, or were written to and are not what they were. {SEAL}: nobody can tell."""
    sealed = _read(folder)
    touched = {name for name, told in sealed.items() if _looks_touched(folder / name, told)}
    broken = {name for name in touched if not _is_whole(folder / name, sealed[name])}
    if touched and not broken:  # Copied or restored: from now on a look is enough again.
        _write(folder, {name: {**told, "mtime_ns": _mtime(folder / name)} for name, told in sealed.items()})
    return broken if sealed else {SEAL}


def damaged_inside(folder: Path, pause: Callable[[], None]) -> set[str]:
    """The same, reading everything; `pause` is called every few megabytes, and may raise to give up."""
    sealed = _read(folder)
    return {name for name, told in sealed.items() if not _is_whole(folder / name, told, pause)} if sealed else {SEAL}


def _read(folder: Path) -> dict[str, SealedFile]:
    """Nothing, if there is no seal or none that can be read."""
    try:
        sealed: dict[str, SealedFile] = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        whole = all(told.keys() == SealedFile.__required_keys__ for told in sealed.values())
    except (OSError, ValueError, AttributeError):
        return {}
    return sealed if whole else {}


def _write(folder: Path, sealed: dict[str, SealedFile]) -> None:
    draft = folder / f"{SEAL}.{os.getpid()}.lock"
    with draft.open("w", encoding="utf-8") as opened:
        json.dump(sealed, opened)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(folder / SEAL)


def _looks_touched(file: Path, told: SealedFile) -> bool:
    return _mtime(file) != told["mtime_ns"] or file.stat().st_size != told["size"]


def _mtime(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return -1


def _is_whole(file: Path, told: SealedFile, pause: Callable[[], None] = lambda: None) -> bool:
    try:
        return file.stat().st_size == told["size"] and checksum(file, pause) == told["checksum"]
    except OSError:
        return False


def checksum(file: Path, pause: Callable[[], None] = lambda: None) -> str:
    digest = blake2b(digest_size=16)
    for block in _blocks(file):
        digest.update(block)
        pause()
    return digest.hexdigest()


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(AT_ONCE):
            yield block


def _is_sealed(file: Path) -> bool:
    return file.is_file() and file.name != SEAL and not file.name.endswith(".lock")
