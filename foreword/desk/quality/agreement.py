"""How far reader and librarian judge the same answers alike, in figures that show nobody.

Nothing is said of fewer than five. A smaller part of more is "fewer than five"; then the share is left out, and the sum
is that of the other parts, so that it cannot be reckoned from them. Shares are in tens of a hundred.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5
_ORDER: Final = {"no": 0, "partly": 1, "yes": 2}

Pair = tuple[str, str]
"""What the reader said, what the librarian said: yes, partly or no."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many; None for fewer than five."""

    count: int | None
    is_floor: bool = False
    """So many, or up to four more."""


@dataclass(frozen=True, slots=True)
class Agreement:
    at_least: int
    """In steps of five."""
    share: int | None
    """Judged alike; None where it would give a small part away."""
    alike: Part
    reader_higher: Part
    librarian_higher: Part
    success: Part
    """Both say yes: a part of those alike, so never exact."""


def agreement(pairs: Iterable[Pair]) -> Agreement | None:
    """None for fewer than five."""
    found = list(pairs)
    if len(found) < LEAST:
        return None
    gaps = [_ORDER[reader] - _ORDER[librarian] for reader, librarian in found]
    alike, higher = sum(gap == 0 for gap in gaps), sum(gap > 0 for gap in gaps)
    parts = [_part(count) for count in (alike, higher, len(gaps) - alike - higher)]
    said = [part.count for part in parts if part.count is not None]
    return Agreement(
        at_least=max(LEAST, _floor(sum(said))),
        share=in_tens(alike, len(found)) if len(said) == len(parts) else None,
        alike=parts[0],
        reader_higher=parts[1],
        librarian_higher=parts[2],
        success=_floored(found.count(("yes", "yes"))),
    )


def in_tens(some: int, of: int) -> int:
    return round(some * 10 / of) * 10


def _floor(count: int) -> int:
    return count // LEAST * LEAST


def _part(count: int) -> Part:
    return Part(count if count == 0 or count >= LEAST else None)


def _floored(count: int) -> Part:
    return Part(_floor(count), is_floor=True) if count >= LEAST else Part(None)
