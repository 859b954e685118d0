"""Counts of groups of readers, published so that no difference of two of them says anything of a few people.

The unit is one whole month of all queues; every longer period is a sum of these, so two periods differ by published
cells and never by less. A cell below `K` is not published, and neither is the smallest of the others where what is left
out would otherwise be less than `K` together, because totals are known. What is published is rounded to `STEP`
(trust.md P16).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

K: Final = 10
STEP: Final = 5

Cell = tuple[str, ...]
Readers = int
"""A set of readers, each a bit: so that many sets are compared quickly."""


def published(cells: Mapping[str, int]) -> dict[str, int]:
    """Of one month: what may be shown of each group's count."""
    shown = {group: count for group, count in cells.items() if count >= K}
    left = sum(cells.values()) - sum(shown.values())
    while shown and 0 < left < K:
        smallest = min(shown, key=lambda group: (shown[group], group))
        left += shown.pop(smallest)
    return {group: rounded(count) for group, count in shown.items()}


def rounded(count: int) -> int:
    return STEP * round(count / STEP)


def steady(count: int, before: int | None) -> int:
    """What is told of a count of which `before` was told last time: the same until it is another by ten readers.

    Else a number that tips from 10 to 15 would say that somebody came.
    """
    return before if before is not None and abs(count - before) < K else rounded(count)


def safe(
    cells: Mapping[Cell, Readers], parts: Sequence[tuple[Cell, Collection[Cell]]], within: Mapping[Cell, Cell]
) -> dict[Cell, int]:
    """Of sets of readers that overlap: which counts may be shown beside each other.

    None below `K`; none that a larger one holds with fewer than `K` besides; no `parts` of a total (each with what it
    falls into) that leave fewer than `K` of it out; and of a set that lies `within` a group, neither without the group
    nor where it is all of the group, since that would say something of each of them.
    """
    shown = {
        cell: readers
        for cell, readers in cells.items()
        if readers.bit_count() >= K and readers != cells.get(within.get(cell, ()))
    }
    while out := _nearly_the_same(shown) | _what_completes(shown, parts) | _without_group(shown, within):
        for cell in out:
            del shown[cell]
    return {cell: readers.bit_count() for cell, readers in shown.items()}


def _nearly_the_same(shown: Mapping[Cell, Readers]) -> set[Cell]:
    """The smaller of each two of which one holds the other and a few readers more."""
    ordered: Sequence[tuple[int, Readers, Cell]] = sorted(
        (each.bit_count(), each, cell) for cell, each in shown.items()
    )
    found = set()
    for place, (count, readers, cell) in enumerate(ordered):
        for more, others, _ in ordered[place + 1 :]:
            if more - count >= K:
                break
            if more > count and readers & ~others == 0:
                found.add(cell)
                break
    return found


def _what_completes(shown: Mapping[Cell, Readers], parts: Sequence[tuple[Cell, Collection[Cell]]]) -> set[Cell]:
    """The smallest part of each total of which the parts leave out a few."""
    found = set()
    for total, of in parts:
        told = [cell for cell in of if cell in shown]
        left = shown.get(total, 0)
        for cell in told:
            left &= ~shown[cell]
        if told and 0 < left.bit_count() < K:
            found.add(min(told, key=lambda cell: (shown[cell].bit_count(), cell)))
    return found


def _without_group(shown: Mapping[Cell, Readers], within: Mapping[Cell, Cell]) -> set[Cell]:
    return {cell for cell in shown if cell in within and within[cell] not in shown}
