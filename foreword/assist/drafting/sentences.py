"""A text cut into sentences, in English and Chinese, as a reader would quote them."""

import re
from typing import Final

from foreword.assist.understanding.languages import spoken

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|vol|pp|p|ed|eds|fig|dr|prof|mr|mrs|ms|st|approx|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[。！？；]+[”’」』）)]*|[.!?]+[\"”’)]*(?=\s|$)|\n+")
_CARRIES_ON: Final = re.compile(r"\s*[a-z]")
_LEADS_ON: Final = re.compile(r"[:：]$")
SHORT: Final = 8
"""Narrower than this it says nothing alone, and goes with what stands before it. A Chinese character counts for two."""


def sentences(text: str) -> tuple[str, ...]:
    """In order; joined again they are the text but for the space between."""
    found: list[str] = []
    for piece in _pieces(text):
        joins = found and (_LEADS_ON.search(found[-1]) or _width(piece) < SHORT)
        if joins:
            found[-1] = _joined(found[-1], piece)
        else:
            found.append(piece)
    return tuple(found)


def language(sentence: str) -> str:
    return "zh-hans" if spoken(sentence)[0].startswith("zh") else "en"


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(text):
        so_far = text[start : end.end()].strip()
        goes_on = _ABBREVIATION.search(so_far) or (
            "." in end.group() and _CARRIES_ON.match(text, end.end()) and "\n" not in end.group()
        )
        if not so_far or goes_on:
            continue
        pieces.append(" ".join(so_far.split()))
        start = end.end()
    rest = " ".join(text[start:].split())
    return [*pieces, rest] if rest else pieces


def _joined(first: str, second: str) -> str:
    space = "" if re.search(r"[\u3000-\u9fff\uff00-\uffef]$", first) else " "
    return f"{first}{space}{second}"


def _width(text: str) -> int:
    return sum(2 if "\u2e80" <= sign <= "\u9fff" else 1 for sign in text)
