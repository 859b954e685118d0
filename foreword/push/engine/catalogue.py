"""What the titles themselves say: likeness by words, by headings and by meaning, and the topics they fall into.

A title nobody has used yet is known by this alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self
from unicodedata import combining, normalize

import numpy as np
from scipy import sparse
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from foreword.push.engine.likeness import Vectors, lengthened, nearest_of, unit
from foreword.push.engine.log import Ints, Matrix

TOPICS: Final = 60
PLACES: Final = 128
"""Dimensions of the space in which readers are compared by what they read."""
WHITENING: Final = 0.5
"""How far an encoder's few loud directions are turned down: 0 not at all, 1 to the same as all others."""
MANY: Final = 30_000
"""From so many titles on, topics are found in samples."""
SEED: Final = 20_24
HEADING: Final = re.compile(r"\s*[;|\n]\s*")
LONGEST: Final = 4_000
WORDS: Final = re.compile(r"[^\W_\u3040-\u9fff\uac00-\ud7af]{2,}|(?=([\u3040-\u9fff\uac00-\ud7af]{2}))")
"""Words, and characters by twos of scripts that do not part their words."""


@dataclass(frozen=True, slots=True)
class Title:
    key: str
    title: str
    text: str = ""
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    keys: tuple[str, ...]
    words: Matrix
    """The nearest of each by the words of title and text."""
    headings: Matrix
    """The nearest of each by whole headings: author, subject, tag."""
    meaning: Matrix
    """The nearest of each by the encoder; empty without vectors."""
    places: Vectors
    """Each title as a unit vector, by meaning, else by words."""
    topics: Ints
    kinds: Ints
    langs: Ints

    @classmethod
    def of(cls, titles: Sequence[Title], vectors: Vectors | None = None) -> Self:
        words = _words(titles)
        whole = _whitened(vectors) if vectors is not None and len(titles) else _components(words)
        return cls(
            keys=tuple(title.key for title in titles),
            words=nearest_of(words, words),
            headings=_headings(titles),
            meaning=_empty(len(titles)) if vectors is None else nearest_of(whole, whole),
            places=lengthened(whole[:, :PLACES]),
            topics=_topics(whole),
            kinds=_numbered([title.kind for title in titles]),
            langs=_numbered([title.lang for title in titles]),
        )

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def n_topics(self) -> int:
        return int(self.topics.max(initial=0)) + 1


def words_of(text: str) -> list[str]:
    plain = "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))
    return [found[1] or found[0] for found in WORDS.finditer(plain)]


def _words(titles: Sequence[Title]) -> Matrix:
    texts = [f"{each.title} {each.title} {each.text[:LONGEST]}" for each in titles]
    least = 1 if len(texts) < 1_000 else 2
    vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=least, max_df=0.5, analyzer=words_of, dtype=np.float32)
    try:
        return vectorizer.fit_transform(texts).tocsr()
    except ValueError:  # no word in any of them
        return sparse.csr_matrix((len(texts), 1), dtype=np.float32)


def _headings(titles: Sequence[Title]) -> Matrix:
    """Headings shared by many say little: weighed by how rare they are."""
    known: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for n, each in enumerate(titles):
        for heading in {part.casefold() for part in HEADING.split(each.text[:LONGEST]) if part}:
            rows.append(n)
            columns.append(known.setdefault(heading, len(known)))
    shape = (len(titles), max(len(known), 1))
    found = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    spread = np.maximum(np.asarray(found.sum(axis=0)).ravel(), 1.0)
    shared = (spread > 1) * np.log(len(titles) / spread + 1.0)
    weighed = unit((found @ sparse.diags(shared)).tocsr())
    return nearest_of(weighed, weighed)


def _whitened(vectors: Vectors) -> Vectors:
    """Centred, on their main directions, the loudest first and turned down."""
    said = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
    centred = (vectors - vectors.mean(axis=0, where=said)) * said if said.any() else vectors
    spread, directions = np.linalg.eigh(centred.T @ centred / max(len(centred), 1))
    order = np.argsort(-spread)
    scale = np.maximum(spread[order], 1e-6) ** (-WHITENING / 2)
    return lengthened(centred @ directions[:, order] * scale)


def _components(words: Matrix) -> Vectors:
    size = min(PLACES, min(words.shape) - 1)
    if size < 2 or not words.nnz:
        return np.zeros((words.shape[0], 1), np.float32)
    return lengthened(TruncatedSVD(size, random_state=SEED).fit_transform(words))


def _topics(places: Vectors) -> Ints:
    many = min(TOPICS, max(1, len(places) // 8))
    if many == 1 or len(np.unique(places, axis=0)) < many:
        return np.zeros(len(places), np.int64)
    finder: Any = KMeans if len(places) < MANY else MiniBatchKMeans
    return np.asarray(finder(many, n_init=1, random_state=SEED).fit_predict(places), np.int64)


def _numbered(values: Sequence[str]) -> Ints:
    numbers = {value: n for n, value in enumerate(sorted(set(values)))}
    return np.array([numbers[value] for value in values], np.int64)


def _empty(size: int) -> Matrix:
    return sparse.csr_matrix((size, size), dtype=np.float32)
