"""What is too private for a portrait: health, belief, sexuality, politics, trouble with the law or with money.

Words decide, not a model: whoever runs the library can read the list, add to it, and know what it does. It would
rather drop a harmless search than keep one that could hurt.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

BUILT_IN = Path(__file__).with_name("sensitive.txt")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Words:
    latin: re.Pattern[str]
    han: re.Pattern[str]
    topics: frozenset[str]
    classes: tuple[str, ...] = ()


def is_sensitive(*texts: str, topic: str = "") -> bool:
    """Whether any of the texts, or the topic, touches what must leave no trace."""
    words = _words()
    if topic in words.topics:
        return True
    folded = [_fold(text) for text in texts if text]
    return any(words.latin.search(text) or _has_han(text, words.han) for text in folded)


def is_sensitive_class(clc: str) -> bool:
    """Whether what is borrowed from this class of 中图法 could tell of health, belief, politics or law."""
    return bool(clc) and clc.upper().startswith(_words().classes)


@cache
def _words() -> Words:
    lines = [line for path in (BUILT_IN, settings.FOREWORD_HOME / "sensitive.txt") for line in _lines(path)]
    topics = frozenset(line.removeprefix("topic:").strip() for line in lines if line.startswith("topic:"))
    classes = tuple(line.removeprefix("clc:").strip().upper() for line in lines if line.startswith("clc:"))
    words = [_fold(line) for line in lines if not line.startswith(("topic:", "clc:"))]
    # One look to the left for all words, and not one for each: every search and every title is asked this.
    latin = "|".join(_pattern(word) for word in words if not _HAN.search(word))
    han = "|".join(re.escape(word) for word in words if _HAN.search(word))
    return Words(re.compile(rf"(?<![a-z0-9])(?:{latin})"), re.compile(han), topics, classes)


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _pattern(word: str) -> str:
    stem = re.escape(word.removesuffix("*")).replace(r"\ ", r"[\s\-]+")
    return stem + ("" if word.endswith("*") else r"(?![a-z0-9])")


def _has_han(text: str, words: re.Pattern[str]) -> bool:
    if not _HAN.search(text):
        return False
    closed = re.sub(r"\s+", "", text)
    return words.search(closed) is not None


def _fold(text: str) -> str:
    """Full width, case, accents of apostrophes and invisible characters do not hide a word."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return "".join(char for char in plain if unicodedata.category(char) != "Cf")
