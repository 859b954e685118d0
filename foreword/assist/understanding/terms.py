"""A text as counted terms: words and pairs of words, and the runs of characters inside them, in any script.

Vectors carry the meaning; terms carry what vectors blur: "WSJ", "ILL", a room's name, 查新.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Final

_RUN: Final = re.compile(r"[\u3400-\u9fff]+|[^\W_]+(?:['’][^\W_]+)?")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LONGEST: Final = 2_000
"""Characters read: whoever writes more has said by then what it is about."""
_PIECES: Final = range(3, 6)


def terms(text: str) -> tuple[Counter[str], Counter[str]]:
    """Words and word pairs; pieces of words, 3 to 5 characters with their borders (2 and 3 in Chinese)."""
    whole, pieces = Counter[str](), Counter[str]()
    before = ""
    for run in _RUN.findall(_folded(text)):
        if _HAN.match(run):
            whole.update([*run, *(first + second for first, second in pairwise(run))])
            pieces.update(run[at : at + size] for size in (2, 3, 4) for at in range(len(run) - size + 1))
            before = ""
            continue
        whole[run] += 1
        if before:
            whole[f"{before} {run}"] += 1
        before, bordered = run, f" {run} "
        pieces.update(bordered[at : at + size] for size in _PIECES for at in range(len(bordered) - size + 1))
    return whole, pieces


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST].encode("utf-8", "ignore").decode()).casefold()
