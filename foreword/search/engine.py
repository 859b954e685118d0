"""The engine: documents in, ranked documents out. It knows no database, no request and no room.

A question gathers candidates from each list (words, ideas, triples; nearest of each encoder asked), and only these are
weighed. Terms and instant vectors are in place when `replace` returns; slow vectors follow by `catch_up`, so that a
published entry is found at once and a large import does not hold up search. Searching is safe while another thread
changes.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from foreword.search import fusion, glossary, languages
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.encoders import Encoder, Vectors
from foreword.search.fusion import QueryFacts, Scores, Signals, Tier
from foreword.search.lexical import Allowed, Found, LexicalIndex
from foreword.search.passages import Passage, passages
from foreword.search.registry import Facts, Registry, Slots
from foreword.search.scope import Scope
from foreword.search.vector_cache import TextUnknown, VectorCache
from foreword.search.vectors import VectorIndex

__all__ = ["Engine", "Match", "Tier"]

Reread = Callable[[str], Document | None]

LONGEST_QUERY = 2_000
# How many candidates each list brings at least; more if more hits than these are asked for.
LEXICAL_DEPTH, NEAREST_DEPTH = 100, 150


@dataclass(frozen=True, slots=True)
class Match:
    kind: str
    key: str
    lang: str
    score: float
    agreement: float
    parts: Mapping[str, float] = field(default_factory=dict)
    """What each list added to the score."""


class Engine:
    def __init__(
        self, folder: Path, encoders: Sequence[Encoder], cache: VectorCache, reread: Reread = lambda _: None
    ) -> None:
        """`reread` gives a document's text again, where a slow encoder has yet to read one admitted without text."""
        self._lexical = LexicalIndex(folder)
        self._vectors = [VectorIndex(encoder) for encoder in encoders]
        self._cache = cache
        self._reread = reread
        self._registry = Registry()
        self._unread: dict[int, tuple[Passage, ...]] = {}
        self._lock = threading.RLock()

    def __len__(self) -> int:
        return len(self._registry)

    def replace(self, folded: Folded, documents: Iterable[Document]) -> None:
        """What there is of one object now, in all its languages; none at all removes it. Found after `commit`."""
        read = [(document, tuple(passages(document))) for document in documents]
        for _, parts in read:
            for index in self._instant():
                self._cache.vectors(index.encoder, parts)
        with self._lock:
            for uid in self._registry.uids_of(folded):
                slot = self._registry.remove(uid)
                if slot is not None:
                    self._lexical.remove(slot)
            for document, parts in read:
                self._lexical.add(self.admit(Facts.of(document), parts), document)

    def admit(self, facts: Facts, parts: tuple[Passage, ...]) -> int:
        """Give a document its slot and its instant vectors; its terms are stored already, or by the caller."""
        with self._lock:
            slot = self._registry.add(facts)
            for index in self._instant():
                index.add(slot, parts, self._cache.vectors(index.encoder, parts))
            if any(not index.encoder.instant for index in self._vectors):
                self._unread[slot] = parts
        return slot

    def commit(self) -> None:
        with self._lock:
            self._lexical.commit()

    def catch_up(self, most: int = 1_000_000) -> int:
        """Let the slow encoders read up to `most` documents; how many they read. Search goes on meanwhile."""
        done = 0
        while self._unread and done < most:
            with self._lock:
                slot, parts = next(iter(self._unread.items()))
            if self._registry.is_alive(slot):
                self._read_slowly(slot, parts)
            with self._lock:
                self._unread.pop(slot, None)
            done += 1
        return done

    def _read_slowly(self, slot: int, parts: tuple[Passage, ...]) -> None:
        slow = [index for index in self._vectors if not index.encoder.instant]
        try:
            vectors = [self._cache.vectors(index.encoder, parts) for index in slow]
        except TextUnknown:
            document = self._reread(self._registry.uids[slot])
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
        for index in self._asked(tier):
            index.encoder.query(text)  # Outside the lock: this is the slow part, and the encoder remembers it.
        with self._lock:
            return self._fold(self._signals(text, scope, tier, limit), limit, ranker)

    def neighbours(self, texts: Sequence[str], scope: Scope, *, limit: int, exclude: frozenset[Folded]) -> list[Match]:
        """What is near to any of `texts` by meaning alone."""
        best: dict[Folded, Match] = {}
        for text in (text[:LONGEST_QUERY] for text in texts if text.strip() and len(self)):
            with self._lock:
                signals = self._meaning(text, scope, limit + len(exclude))
                found = self._fold(signals, limit + len(exclude))
            for match in found:
                folded = (match.kind, match.key)
                if folded not in exclude and (folded not in best or best[folded].score < match.score):
                    best[folded] = match
        return sorted(best.values(), key=lambda match: -match.score)[:limit]

    def _instant(self) -> list[VectorIndex]:
        return [index for index in self._vectors if index.encoder.instant]

    def _asked(self, tier: Tier) -> list[VectorIndex]:
        return self._vectors if tier == "submit" else self._instant()

    def _signals(self, text: str, scope: Scope, tier: Tier, limit: int) -> Signals:
        allowed = self._allowed(scope)
        depth = max(LEXICAL_DEPTH, limit)
        lists = {
            "words": self._lexical.words(text, scope, allowed, depth),
            "ideas": self._lexical.ideas(text, scope, allowed, depth),
        }
        if tier == "keystroke":
            lists["triples"] = self._lexical.triples(text, scope, allowed, depth)
        questions = [(index, index.question(text)) for index in self._asked(tier)]
        slots = self._candidates([found.slots for found in lists.values()], questions, allowed, limit)
        features = {name: _aligned(found, slots) for name, found in lists.items()}
        features |= self._views(questions, slots) | {"prior": self._registry.priors(slots)}
        facts = QueryFacts(glossary.read(text).explained, languages.detect(text), len(text), tier)
        return Signals(slots, features, facts)

    def _meaning(self, text: str, scope: Scope, limit: int) -> Signals:
        """By vectors alone."""
        questions = [(index, index.question(text)) for index in self._vectors]
        slots = self._candidates([], questions, self._allowed(scope), limit)
        return Signals(slots, self._views(questions, slots))

    def _allowed(self, scope: Scope) -> Allowed:
        return lambda slots: self._registry.allowed(slots, scope)

    def _candidates(
        self, brought: list[Slots], questions: list[tuple[VectorIndex, Vectors]], allowed: Allowed, limit: int
    ) -> Slots:
        depth = max(NEAREST_DEPTH, limit)
        near = [index.nearest(question, allowed, depth) for index, question in questions]
        return np.unique(np.concatenate([*brought, *near])) if brought or near else np.zeros(0, np.int64)

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
            kind, key, lang = self._registry.uids[signals.slots[at]].split(SEPARATOR)
            if (kind, key) not in best:
                agreement = fusion.agreement(signals, int(at)) if not best else 0.0
                owed = {name: float(part[at]) for name, part in parts.items()}
                best[(kind, key)] = Match(kind, key, lang, float(scores[at]), agreement, owed)
        return list(best.values())


def _aligned(found: Found, slots: Slots) -> Scores:
    """A list's scores in the order of the candidates, 0 where it has none."""
    scores = np.zeros(len(slots), np.float32)
    scores[np.searchsorted(slots, found.slots)] = found.scores
    return scores
