"""What a reviewer changed in an answer: word by word, and sign by sign in Chinese."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_HAN: Final = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE: Final = re.compile(rf"[^\W{_HAN}]+|[{_HAN}]|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    sort: str
    """"same", "gone" or "new"."""
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The same and gone pieces make up `before`, the same and new ones `after`."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece(sort, text) for sort, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return tuple(found)
