"""The engine: documents in, ranked documents out. It knows no database, no request and no room.

A question gathers candidates from each list (words, ideas, triples; nearest of each encoder asked), and only these are
weighed. Terms and instant vectors are in place when `replace` returns; slow vectors follow by `catch_up`, so that a
published entry is found at once and a large import does not hold up search. Searching is safe while another thread
changes.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from foreword.search import fusion, glossary, languages
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.encoders import Encoder, Vectors
from foreword.search.fusion import QueryFacts, Scores, Signals, Tier
from foreword.search.lexical import Found, LexicalIndex
from foreword.search.passages import Passage, passages
from foreword.search.reach import Reach
from foreword.search.registry import Facts, Slots
from foreword.search.scope import Scope
from foreword.search.stored import StoredIndex
from foreword.search.vector_cache import TextUnknown, VectorStore
from foreword.search.vectors import VectorIndex

__all__ = ["Engine", "Match", "Tier"]

Reread = Callable[[str], Document | None]

LONGEST_QUERY = 2_000
LOOKED_UP_AT_ONCE = 2
# How many candidates each list of terms brings at least, and each encoder; more if more hits than these are asked for.
# While somebody types a handful is shown, and every candidate costs a look at its rows.
LEXICAL_DEPTH: Final[Mapping[Tier, int]] = {"keystroke": 30, "submit": 100}
NEAREST_DEPTH: Final[Mapping[Tier, int]] = {"keystroke": 40, "submit": 150}


@dataclass(frozen=True, slots=True)
class Match:
    kind: str
    key: str
    lang: str
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    """What each list added to the score."""


class Engine:
    def __init__(
        self,
        folder: Path,
        encoders: Sequence[Encoder],
        cache: VectorStore,
        reread: Reread = lambda _: None,
        stored: StoredIndex | None = None,
    ) -> None:
        """`folder` holds terms, which this engine may change; `stored`, the documents of a generation, it never does.

        `reread` gives a document's text again, where a slow encoder has yet to read one admitted without text.
        """
        stored = stored or StoredIndex()
        self._lexical = LexicalIndex(folder)
        self._vectors = [VectorIndex(encoder, *stored.vectors_of(encoder)) for encoder in encoders]
        self._cache = cache
        self._reread = reread
        self._registry = stored.registry
        self._parts = stored.parts
        # What the slow encoders have yet to read: documents that came later, and those of the generation in order.
        self._unread: dict[int, tuple[Passage, ...]] = {}
        self._next_stored = 0 if any(index.stored is None for index in self._slow()) else self._parts.slots
        self._lock = threading.RLock()
        # Terms are looked up beside the encoder, which takes about as long: a quarter less to wait for.
        self._aside = ThreadPoolExecutor(LOOKED_UP_AT_ONCE, thread_name_prefix="search-terms")

    def __len__(self) -> int:
        return len(self._registry)

    @property
    def fresh(self) -> int:
        """The most rows of one encoder that are in no generation yet."""
        return max(index.fresh for index in self._vectors)

    @property
    def is_caught_up(self) -> bool:
        """Whether every encoder has read every document."""
        return not self._unread and self._next_stored >= self._parts.slots

    def replace(self, folded: Folded, documents: Iterable[Document]) -> None:
        """What there is of one object now, in all its languages; none at all removes it. Found after `commit`."""
        read = [(document, tuple(passages(document))) for document in documents]
        vectors = [[self._cache.vectors(index.encoder, parts) for index in self._instant()] for _, parts in read]
        with self._lock:
            for slot in self._registry.slots_of(folded):
                self._registry.remove(slot)
                self._lexical.remove(slot)
            for (document, parts), rows in zip(read, vectors, strict=True):
                slot = self._registry.add(Facts.of(document))
                for index, some in zip(self._instant(), rows, strict=True):
                    index.add(slot, parts, some)
                self._lexical.add(slot, document)
                if self._slow():
                    self._unread[slot] = parts

    def commit(self) -> None:
        with self._lock:
            self._lexical.commit()

    def catch_up(self, most: int = 1_000_000) -> int:
        """Let the slow encoders read up to `most` documents; how many they read. Search goes on meanwhile."""
        done = 0
        while done < most and (waiting := self._next_unread()):
            slot, parts, slow = waiting
            if self._registry.is_alive(slot):
                self._read_slowly(slot, parts, slow)
            with self._lock:
                self._unread.pop(slot, None)
            done += 1
        return done

    def _next_unread(self) -> tuple[int, tuple[Passage, ...], list[VectorIndex]] | None:
        with self._lock:
            if self._unread:
                return *next(iter(self._unread.items())), self._slow()
            if self._next_stored < self._parts.slots:
                slot = self._next_stored
                self._next_stored += 1
                return slot, self._parts.of(slot), [index for index in self._slow() if index.stored is None]
        return None

    def _read_slowly(self, slot: int, parts: tuple[Passage, ...], slow: list[VectorIndex]) -> None:
        try:
            vectors = [self._cache.vectors(index.encoder, parts) for index in slow]
        except TextUnknown:
            kind, key, lang = self._registry.names(slot)
            document = self._reread(SEPARATOR.join((kind, key, lang)))
            if document is None or tuple(passages(document)) != parts:
                return  # It has changed since, or is gone: the change log has it.
            parts = tuple(passages(document))
            vectors = [self._cache.vectors(index.encoder, parts) for index in slow]
        with self._lock:
            for index, rows in zip(slow, vectors, strict=True):
                index.add(slot, parts, rows)

    def close(self) -> None:
        self._lexical.close()

    def search(
        self, text: str, scope: Scope, *, limit: int, tier: Tier = "submit", ranker: str = fusion.HOUSE
    ) -> list[Match]:
        text = text[:LONGEST_QUERY].strip()
        if not text or not scope.access or limit < 1 or not len(self):
            return []
        return self._fold(self._signals(text, scope, tier, limit), limit, ranker)

    def neighbours(self, texts: Sequence[str], scope: Scope, *, limit: int, exclude: frozenset[Folded]) -> list[Match]:
        """What is near to any of `texts` by meaning alone."""
        best: dict[Folded, Match] = {}
        for text in (text[:LONGEST_QUERY] for text in texts if text.strip() and len(self)):
            for match in self._fold(self._meaning(text, scope, limit + len(exclude)), limit + len(exclude)):
                folded = (match.kind, match.key)
                if folded not in exclude and (folded not in best or best[folded].score < match.score):
                    best[folded] = match
        return sorted(best.values(), key=lambda match: -match.score)[:limit]

    def _instant(self) -> list[VectorIndex]:
        return [index for index in self._vectors if index.encoder.instant]

    def _slow(self) -> list[VectorIndex]:
        return [index for index in self._vectors if not index.encoder.instant]

    def _asked(self, tier: Tier) -> list[VectorIndex]:
        return self._vectors if tier == "submit" else self._instant()

    def _signals(self, text: str, scope: Scope, tier: Tier, limit: int) -> Signals:
        language = languages.detect(text)
        reach = Reach(self._registry, scope)
        reading = glossary.read(text)
        depth = max(LEXICAL_DEPTH[tier], limit)
        terms = self._aside.submit(self._lexical.lists, text, reading.ideas, reach, depth)
        questions = [(index, index.question(text)) for index in self._asked(tier) if index.reads(language)]
        near = self._near(questions, reach, max(NEAREST_DEPTH[tier], limit))
        lists = terms.result()
        slots = np.unique(np.concatenate([*(found.slots for found in lists.values()), *near]))
        features = {name: _aligned(found, slots) for name, found in lists.items()}
        features |= self._views(questions, slots) | self._registry.features(slots, language)
        facts = QueryFacts(reading.explained, language, len(text), tier)
        return Signals(slots, features, facts)

    def _meaning(self, text: str, scope: Scope, limit: int) -> Signals:
        """By vectors alone. A text that is itself a wording of something was read when that was indexed."""
        language = languages.detect(text)
        wording = Passage.of("wording", text)
        readers = [index for index in self._vectors if index.reads(language)]
        questions = [(index, index.question(text, self._cache.kept(index.encoder, wording))) for index in readers]
        depth = max(NEAREST_DEPTH["submit"], limit)
        near = self._near(questions, Reach(self._registry, scope), depth)
        slots = np.unique(np.concatenate(near)) if near else np.zeros(0, np.int64)
        features = self._views(questions, slots) | {"native": self._registry.features(slots, language)["native"]}
        return Signals(slots, features, QueryFacts(language=language))

    def _near(self, questions: list[tuple[VectorIndex, Vectors]], reach: Reach, depth: int) -> list[Slots]:
        return [index.nearest(question, reach, depth) for index, question in questions]

    def _views(self, questions: list[tuple[VectorIndex, Vectors]], slots: Slots) -> dict[str, Scores]:
        features: dict[str, Scores] = {}
        for index, question in questions:
            name = index.encoder.name
            features[name + fusion.WORDING], features[name + fusion.PIECE] = index.scores(question, slots)
        return features

    def _fold(self, signals: Signals, limit: int, ranker: str = fusion.HOUSE) -> list[Match]:
        """The best `limit` objects, each by the best of its languages."""
        parts = fusion.contributions(signals, ranker)
        scores = fusion.total(parts, len(signals.slots))
        best: dict[Folded, Match] = {}
        for at in np.argsort(-scores, kind="stable"):
            if len(best) == limit:
                break
            kind, key, lang = self._registry.names(int(signals.slots[at]))
            if (kind, key) not in best:
                owed = {name: float(part[at]) for name, part in parts.items()}
                best[(kind, key)] = Match(kind, key, lang, float(scores[at]), owed)
        return list(best.values())


def _aligned(found: Found, slots: Slots) -> Scores:
    """A list's scores in the order of the candidates, 0 where it has none."""
    scores = np.zeros(len(slots), np.float32)
    scores[np.searchsorted(slots, found.slots)] = found.scores
    return scores
