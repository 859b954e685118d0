"""What may be found at all: labels the viewer holds, and what was asked for."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

CLASS_MARK: Final = re.compile(r"[A-Z]{1,2}[0-9./:=-]*")
"""A mark of the Chinese Library Classification (TP391.1), whose beginnings (TP3, TP, T) are its wider classes."""


@dataclass(frozen=True, slots=True)
class Scope:
    """None: all. A document that names no audience is for every audience; one without a year is of no year."""

    access: Collection[str]
    kinds: Collection[str] | None = None
    langs: Collection[str] | None = None
    topics: Collection[str] | None = None
    audiences: Collection[str] | None = None
    years: tuple[int, int] | None = None
    """From and until, both inclusive."""


def wider_topics(topic: str) -> list[str]:
    """The topic itself, and if it is a class mark, each class that holds it: TP391 is also TP39, TP3, TP and T."""
    if not CLASS_MARK.fullmatch(topic):
        return [topic]
    return [topic[:length] for length in range(len(topic), 0, -1)]
