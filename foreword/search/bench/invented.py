"""A library of any size, invented: short bilingual documents whose number tells all about them, and what is asked.

The words are the glossary's ideas, methods, and names of places and people made of syllables, so that common and rare
words are as unevenly spread as in a catalogue. Every document is drawn from its number alone; nothing is stored.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

DISTINCT: Final = 20_000
"""So many texts; the other documents are editions of them, by other people in other years."""
EDITION: Final = " / "
PRIVATE: Final = 10
"""One document in so many is one person's own."""
PERSONS: Final = 5_000
METHODS: Final = (
    ("a regional study", "的区域研究"),
    ("methods and applications", "的方法与应用"),
    ("an introduction", "导论"),
    ("history and present", "的历史与现状"),
    ("handbook", "手册"),
    ("statistical yearbook", "统计年鉴"),
    ("theory and practice", "的理论与实践"),
    ("selected papers", "论文选集"),
)
SYLLABLES: Final = (
    "ka",
    "mor",
    "lin",
    "ter",
    "vo",
    "shan",
    "bel",
    "dor",
    "ni",
    "ras",
    "tu",
    "wen",
    "qui",
    "zha",
    "el",
    "gan",
)
CHARACTERS: Final = "陈林王江河山海云龙明华安平宁长兴泰和永清东西南北州城湖溪"


@dataclass(frozen=True, slots=True)
class Invented:
    """Document number `number`: an entry, a record, or one person's own question."""

    number: int

    @property
    def is_chinese(self) -> bool:
        return self.number % 5 < 3

    @property
    def is_private(self) -> bool:
        return self.number % PRIVATE == PRIVATE - 1

    @property
    def kind(self) -> str:
        if self.is_private:
            return "question"
        return "entry" if self.number % 20 == 0 else "record"

    def document(self) -> Document:
        base, chance = self.number % DISTINCT, random.Random(self.number)  # noqa: S311
        title, subject = _texts(base, chinese=self.is_chinese)
        edition = f"{EDITION}{_name(chance, chinese=self.is_chinese)}, {1950 + chance.randrange(75)}"
        access = f"person:p{self.number % PERSONS}" if self.is_private else "public"
        lang = "zh-hans" if self.is_chinese else "en"
        body, isbn = f"{subject}.{edition}", f"978{chance.randrange(10**9):09d}"
        return Document(self.kind, str(self.number), lang, access, title + edition, body, identifiers=(isbn,))


def _texts(base: int, *, chinese: bool) -> tuple[str, str]:
    """Title and subject line of a distinct text."""
    chance = random.Random(-base - 1)  # noqa: S311
    ideas = _wordings()[chinese]
    first, second = chance.choice(ideas), chance.choice(ideas)
    method, place = chance.choice(METHODS)[chinese], _name(chance, chinese=chinese)
    if chinese:
        return f"{place}{first}与{second}{method}", f"{second}，{place}"
    return f"{first} and {second} in {place}: {method}", f"{second}, {place}"


@cache
def _wordings() -> tuple[list[str], list[str]]:
    """The glossary's, in English and in Chinese."""
    text = files("foreword.search").joinpath("glossary.tsv").read_text(encoding="utf-8")
    lines = [line.lstrip("~").split("\t") for line in text.splitlines() if "\t" in line and not line.startswith("#")]
    english, chinese = ([word.strip() for line in lines for word in line[at].split(";")] for at in (0, 1))
    return english, chinese


def _name(chance: random.Random, *, chinese: bool) -> str:
    if chinese:
        return "".join(chance.choices(CHARACTERS, k=2 + chance.randrange(2)))
    return "".join(chance.choices(SYLLABLES, k=2 + chance.randrange(2))).capitalize()


def documents(count: int) -> Iterator[Document]:
    return (Invented(number).document() for number in range(count))


class InventedSource:
    """A room whose documents are drawn anew each time; it checks access like any room."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def documents(self) -> Iterator[Document]:
        return iter(())

    def document(self, key: str) -> list[Document]:
        return [Invented(int(key)).document()]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:
        del lang
        drawn = {key: Invented(int(key)).document() for key in keys}
        return {
            key: Presented(each.title, f"/{key}", each.body, each.lang)
            for key, each in drawn.items()
            if each.access in viewer.access
        }


def questions(count: int, documents: int, seed: int) -> list[str]:
    """Half of them half typed, a quarter whole, a quarter with a typing error; no two alike; in both languages."""
    chance = random.Random(seed)  # noqa: S311
    asked: dict[str, None] = {}
    while len(asked) < count:
        title = Invented(chance.randrange(documents)).document().title.partition(EDITION)[0]
        manner = chance.random()
        if manner < 0.5:
            title = title[: max(2, round(len(title) * chance.uniform(0.2, 0.9)))]
        elif manner < 0.75:
            at = chance.randrange(len(title))
            title = title[:at] + title[at + 1 :]
        asked[title] = None
    return list(asked)
