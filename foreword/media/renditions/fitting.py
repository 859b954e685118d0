"""Shortening: to a sentence if that keeps enough, else to a word, never through a sign."""

import re
from collections.abc import Callable
from typing import Final
from unicodedata import combining

SENTENCE: Final = re.compile(r"[。！？](?=.)|[.!?](?=\s)")
JOINS: Final = frozenset("\u200d\ufe0e\ufe0f")
MARK: Final = "…"
ENOUGH: Final = 0.5
"""Of what there is room for."""


def fit(text: str, most: int, measure: Callable[[str], int], *, mark: str = MARK) -> str:
    """The text in one line, where `measure` of it is at most `most`; shortened it ends in a full stop or in `mark`."""
    line = " ".join(text.split())
    if measure(line) <= most:
        return line
    length = _longest(line, most, measure, mark)
    ends = [end.end() for end in SENTENCE.finditer(line[: length + 1]) if end.end() <= length]
    if ends and ends[-1] >= length * ENOUGH:
        return line[: ends[-1]]
    cut = _whole_signs(line[:length], line[length:])
    if " " in cut[-24:]:
        cut = cut.rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:，；：、·')}{mark}" if cut else ""


def _longest(line: str, most: int, measure: Callable[[str], int], mark: str) -> int:
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{line[:middle]}{mark}") <= most:
            low = middle
        else:
            high = middle - 1
    return low


def _whole_signs(kept: str, gone: str) -> str:
    """Back to where a sign ends: what follows must not mark, join or colour the last one."""
    while kept and gone and (combining(gone[0]) or gone[0] in JOINS or kept[-1] in JOINS or "🏻" <= gone[0] <= "🏿"):
        kept, gone = kept[:-1], kept[-1] + gone
    return kept
