"""What a sentence holds to: its telling words, its figures, and whether it says no."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

_RUN: Final = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)?")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_EMPTY_WORDS: Final = (
    "a an the and or but if of to in on at for from by with as is are was were be been being it its this that these "
    "those you your we our they their he she his her i my me us do does did have has had will would can could may "
    "might shall should must there here then than so such also very just about into over per which who whom whose what "
    "when where why how yes please"
)
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
_ENDINGS: Final = (
    "ations",
    "ation",
    "ingly",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
_FIGURE: Final = re.compile(
    r"https?://[^\s，。；）)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+(?:[.,:：]\d+)*|(?<![一二三四五六七八九十两])[一二三四五六七八九十两]+"
    r"(?=[天日个月年次本册周小分条篇份台层楼元点号页])"
)
_NUMBERS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
_NAMED: Final = {word: str(number) for number, word in enumerate(_NUMBERS.split())}
_HAN_DIGITS: Final = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_NO: Final = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|unable|nobody|nothing)\b|n['’]t\b"
    r"|不(?![同过仅但断少论管久])|没有|沒有|无法|无需|无权|未(?!来)|勿|禁止|切忌|并非"
)


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Words without their endings; pairs of Chinese characters."""
    found: set[str] = set()
    for run in _RUN.findall(_folded(text)):
        if _HAN.match(run):
            found.update([first + second for first, second in pairwise(run)] or [run])
        elif run not in _EMPTY:
            found.add(_root(run))
    return frozenset(found)


@lru_cache(maxsize=4096)
def figures(text: str) -> frozenset[str]:
    """Numbers, times, addresses: what must never change between a source and what is said of it."""
    folded = _folded(text)
    found = {_number(each.rstrip(".,:/")) for each in _FIGURE.findall(folded)}
    found.update(
        _NAMED[word] for word in re.findall(r"[a-z]+", folded) if word in _NAMED and word not in {"one", "zero"}
    )
    return frozenset(found - {"1"})


def denials(text: str) -> int:
    """How often it says no."""
    return len(_NO.findall(_folded(text)))


def _root(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _number(text: str) -> str:
    if not set(text) <= set(_HAN_DIGITS) | {"十"}:
        return text.replace(",", "").replace("：", ":")
    tens, _ten, ones = text.partition("十") if "十" in text else ("", "", text)
    if "十" not in text:
        return str(_HAN_DIGITS[text[-1]])
    return str(_HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
