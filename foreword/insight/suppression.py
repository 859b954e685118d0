"""Counts of groups of readers, published so that no difference of two of them says anything of a few people.

The unit is one whole month of all queues; every longer period is a sum of these, so two periods differ by published
cells and never by less. A cell below `K` is not published, and neither is the smallest of the others where what is left
out would otherwise be less than `K` together, because totals are known. What is published is rounded to `STEP`
(trust.md P16).
"""

from collections.abc import Mapping
from typing import Final

K: Final = 10
STEP: Final = 5


def published(cells: Mapping[str, int]) -> dict[str, int]:
    """Of one month: what may be shown of each group's count."""
    shown = {group: count for group, count in cells.items() if count >= K}
    left = sum(cells.values()) - sum(shown.values())
    while shown and 0 < left < K:
        smallest = min(shown, key=lambda group: (shown[group], group))
        left += shown.pop(smallest)
    return {group: STEP * round(count / STEP) for group, count in shown.items()}
