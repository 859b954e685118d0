"""What of a document gets a vector: each of its wordings, and its text in pieces an encoder can read whole.

Wordings are compared with the question as question to question; pieces as text to question. They are kept apart,
because a long text that mentions everything would otherwise beat a title that says it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, Self

from foreword.search import languages
from foreword.search.documents import Document

Role = Literal["wording", "piece"]

PIECE_WEIGHT = 400
MOST_PIECES = 6
MOST_WORDINGS = 12
LONGEST_WORDING = 300
LONGEST_HEAD = 120
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is empty in a passage read back from disk: there the hash is enough, since its vector is in the cache."""

    role: Role
    language: str
    hash: str
    text: str = field(default="", compare=False)

    @classmethod
    def of(cls, role: Role, text: str) -> Self:
        return cls(role, languages.detect(text), sha256(text.encode("utf-8", "replace")).hexdigest()[:32], text)


def passages(document: Document) -> list[Passage]:
    wordings = [document.title, *document.variants][:MOST_WORDINGS]
    found = [Passage.of("wording", wording[:LONGEST_WORDING]) for wording in wordings if wording.strip()]
    return found + [Passage.of("piece", _headed(document.title, piece)) for piece in pieces(document.body)]


def _headed(title: str, piece: str) -> str:
    """A piece alone often does not say what it is about ("It costs 20 cents a page.")."""
    title = title.strip()[:LONGEST_HEAD]
    return f"{title}\n{piece}" if title else piece


def pieces(text: str) -> list[str]:
    """Whole sentences, gathered to about 400 letters or 160 Han characters; the end of a very long text is left out."""
    gathered: list[str] = []
    current: list[str] = []
    weight = 0.0
    for sentence in _sentences(text):
        sentence_weight = _weight(sentence)
        if current and weight + sentence_weight > PIECE_WEIGHT:
            gathered.append(" ".join(current))
            current, weight = [], 0.0
            if len(gathered) == MOST_PIECES:
                return gathered
        current.append(sentence)
        weight += sentence_weight
    return [*gathered, " ".join(current)] if current else gathered


def _sentences(text: str) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        # A "sentence" without an end (a table, a log) is cut by length alone.
        for start in range(0, len(sentence), PIECE_WEIGHT * 2):
            part = sentence[start : start + PIECE_WEIGHT * 2].strip()
            if part:
                yield part


def _weight(text: str) -> float:
    return sum(2.5 if char > "\u2e80" else 1.0 for char in text)
