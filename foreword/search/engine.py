"""The engine: documents in, ranked documents out. It knows no database, no request and no room.

Terms and instant vectors are in place when `replace` returns; slow vectors follow by `catch_up`, so that a published
entry is found at once and a large import does not hold up search. Searching is safe while another thread changes.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from foreword.search import fusion, glossary
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.encoders import Encoder
from foreword.search.fusion import Scores, Signals
from foreword.search.lexical import LexicalIndex, Scope
from foreword.search.passages import Passage, passages
from foreword.search.registry import Registry
from foreword.search.vector_cache import TextUnknown, VectorCache
from foreword.search.vectors import VectorIndex

Reread = Callable[[str], Document | None]
Tier = Literal["keystroke", "submit"]

LONGEST_QUERY = 2_000
LEXICAL_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Match:
    kind: str
    key: str
    lang: str
    score: float
    agreement: float


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
                self._lexical.remove(uid)
                self._registry.remove(uid)
            for document, parts in read:
                self._lexical.add(document)
                self.admit(document.uid, document.access, parts)

    def admit(self, uid: str, access: str, parts: tuple[Passage, ...]) -> int:
        """Give a document whose terms are already stored its slot and its instant vectors."""
        with self._lock:
            slot = self._registry.add(uid, access)
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

    def search(self, text: str, scope: Scope, *, limit: int, tier: Tier = "submit") -> list[Match]:
        text = text[:LONGEST_QUERY].strip()
        if not text or not scope.access or limit < 1 or not len(self):
            return []
        for index in self._asked(tier):
            index.encoder.query(text)  # Outside the lock: this is the slow part, and the encoder remembers it.
        with self._lock:
            signals = self._signals(text, scope, tier)
            return self._fold(signals, scope, limit)

    def neighbours(self, texts: Sequence[str], scope: Scope, *, limit: int, exclude: frozenset[Folded]) -> list[Match]:
        """What is near to any of `texts` by meaning alone."""
        best: dict[Folded, Match] = {}
        for text in texts:
            if text.strip() and len(self):
                with self._lock:
                    vectors = self._meaning(text[:LONGEST_QUERY], "submit")
                    nothing = np.zeros_like(vectors)
                    signals = Signals(vectors, nothing, nothing, nothing, explained=0.0)
                    found = self._fold(signals, scope, limit + len(exclude))
                for match in found:
                    folded = (match.kind, match.key)
                    if folded not in exclude and (folded not in best or best[folded].score < match.score):
                        best[folded] = match
        return sorted(best.values(), key=lambda match: -match.score)[:limit]

    def _instant(self) -> list[VectorIndex]:
        return [index for index in self._vectors if index.encoder.instant]

    def _asked(self, tier: Tier) -> list[VectorIndex]:
        return self._vectors if tier == "submit" else self._instant()

    def _signals(self, text: str, scope: Scope, tier: Tier) -> Signals:
        triples = self._lexical.triples(text, scope, LEXICAL_DEPTH) if tier == "keystroke" else {}
        return Signals(
            vectors=self._meaning(text, tier),
            words=self._by_slot(self._lexical.words(text, scope, LEXICAL_DEPTH)),
            ideas=self._by_slot(self._lexical.ideas(text, scope, LEXICAL_DEPTH)),
            triples=self._by_slot(triples),
            explained=glossary.read(text).explained,
        )

    def _meaning(self, text: str, tier: Tier) -> Scores:
        size = self._registry.size
        views = {index.encoder.name: fusion.join_roles(*index.scores(text, size)) for index in self._asked(tier)}
        return fusion.join_encoders(views)

    def _by_slot(self, found: dict[str, float]) -> Scores:
        scores = np.zeros(self._registry.size, np.float32)
        for uid, score in found.items():
            slot = self._registry.slot(uid)
            if slot is not None:
                scores[slot] = score
        return scores

    def _fold(self, signals: Signals, scope: Scope, limit: int) -> list[Match]:
        """The best `limit` objects, each by the best of its languages."""
        scores = np.where(self._registry.readable(scope.access, scope.kinds), fusion.fuse(signals), -np.inf)
        best: dict[Folded, Match] = {}
        for slot in np.argsort(-scores, kind="stable"):
            if scores[slot] == -np.inf or len(best) == limit:
                break
            kind, key, lang = self._registry.uids[slot].split(SEPARATOR)
            if (kind, key) not in best:
                agreement = fusion.agreement(signals, int(slot)) if not best else 0.0
                best[(kind, key)] = Match(kind, key, lang, float(scores[slot]), agreement)
        return list(best.values())
