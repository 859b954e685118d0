"""One analyser for index and query: if both sides did not cut text in the same way, they would never meet.

English is stemmed and loses its stop words; Chinese is folded to simplified characters and cut into words and pairs
of characters, so that a wrong cut still meets a right one. Any text is accepted: what cannot be read gives no tokens.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from itertools import pairwise
from typing import cast

import rjieba
import snowballstemmer

ENGLISH_STOP_WORDS = """
a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or
our should so some such than that the their them then there these they this to was we were what when where which who
why will with would you your am any about just please hi hello want wanted
know like wonder wondering try trying tried way able come came go going ask say said
tell told see thank thanks here now through still also us being having doing done
i'm i'd i've can't cant don't doesn't isn't couldn't won't it's anyone anything something someone guys hey good sure
possible possibly right may might let got think too more most very really
"""
CHINESE_STOP_WORDS = """
的 了 是 在 我 你 吗 呢 啊 和 与 或 有 怎么 如何 什么 请问 可以 能 怎样 哪里 哪儿
吧 及 等 都 要 想 您 们 我们 你们 您好 你好
"""
STOP_WORDS = frozenset((ENGLISH_STOP_WORDS + CHINESE_STOP_WORDS).split())
# Chinese stop words, longest first, to be cut out of running text.
FILLERS = tuple(sorted(CHINESE_STOP_WORDS.split(), key=len, reverse=True))
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[\u3400-\u9fff]+|[^\W_]+")
HAN = re.compile(r"[\u3400-\u9fff]+")
LONGEST_TOKEN = 60

_stemmer_lock = threading.Lock()
_stemmer = snowballstemmer.stemmer("english")


@cache
def _simplified() -> dict[int, str]:
    """Traditional to simplified, character by character: what search needs, and a hundred times faster than phrases."""
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return {ord(old): new.split(" ")[0] for old, new in pairs if len(old) == 1}


def fold(text: str) -> str:
    """The same text whatever keyboard it came from: width, case, script variant, no surrogates, no controls."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    text = unicodedata.normalize("NFKC", text).casefold().translate(_simplified())
    if text.isprintable():  # No control, format, private or unassigned character: nearly always.
        return text
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn") else char for char in text)


def simple(text: str) -> str:
    """`text` in simplified characters, each at its own place; empty where it has no Chinese."""
    return text.translate(_simplified()) if HAN.search(text) else ""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    with _stemmer_lock:
        return cast("str", _stemmer.stemWord(word.replace("’", "'")))


def tokens(text: str) -> list[str]:
    """Stems of Latin words, words and character pairs of Chinese, other scripts word by word."""
    found: list[str] = []
    for run in WORD.findall(fold(text)):
        found.extend(_han_tokens(run) if HAN.match(run) else _latin_tokens(run))
    return [token for token in found if len(token) <= LONGEST_TOKEN]


def _latin_tokens(word: str) -> list[str]:
    return [] if word in STOP_WORDS else [stem(word)]


def _han_tokens(run: str) -> list[str]:
    words = [word for word in rjieba.cut_for_search(run) if word not in STOP_WORDS]
    pairs = [first + second for first, second in pairwise(run)]
    seen = set(words)
    return words + [pair for pair in pairs if pair not in seen]


def trigrams(text: str) -> list[str]:
    """Overlapping character triples of each word, with its borders: one wrong letter leaves most of them whole."""
    found: list[str] = []
    for run in WORD.findall(fold(text)):
        padded = f"^{run}$"
        found.extend(padded[at : at + 3] for at in range(max(1, len(padded) - 2)))
    return [triple for triple in found if triple]


@cache
def _spell() -> Callable[[str], list[str]]:
    """Syllables without tones. By name: the dictionary takes half a second to load, and most commands spell nothing."""
    return cast("Callable[[str], list[str]]", import_module("pypinyin").lazy_pinyin)


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> tuple[str, ...]:
    """In whole syllables and, where there are several, in initials."""
    syllables = _spell()(word)
    whole = "".join(syllables)
    return (whole, "".join(syllable[:1] for syllable in syllables)) if len(syllables) > 1 else (whole,)


def pinyin(text: str) -> list[str]:
    """Each Chinese word as it would be typed without an input method: whole syllables, and initials."""
    spelled: list[str] = []
    for run in HAN.findall(fold(text)):
        for word in rjieba.cut(run):
            spelled.extend(_spelled(word))
    return [word for word in spelled if len(word) > 1]


def warm() -> None:
    """Load the dictionaries now rather than in a reader's first keystroke."""
    tokens("图书馆 library")
    pinyin("图书馆")
