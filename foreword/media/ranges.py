"""The part of a file that a player asks for (RFC 9110, 14.2): one range of bytes, of the file as it is now."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ASKED: Final = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)
CHUNK: Final = 65_536


class NotInFile(ValueError):
    """What is asked for lies beyond the end."""


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for the whole file, which is also the answer to what we do not understand."""
    found = ASKED.fullmatch(asked.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
        if not int(found[2]):
            raise NotInFile
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return None
    if first >= size:
        raise NotInFile
    return first, last


def part_of(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
