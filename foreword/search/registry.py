"""Which documents the index knows, as small numbers ("slots"), with what a scope asks of each.

Arrays and no Python object for each document: a million take some 80 MB and are open in a moment. A slot is never used
again within a process; replaced documents leave dead slots until the next rebuild.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from foreword.search import arrays, glossary
from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.growing import GrowingArray
from foreword.search.labels import Labels, Mask
from foreword.search.scope import Scope, wider_topics

__all__ = ["Facts", "Mask", "Registry", "Slots"]

Slots = npt.NDArray[np.int64]
NO_YEAR: Final = -32_768
LABELS: Final = ("kind", "access", "lang", "topics", "audience")


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a document a search may ask for without reading it."""

    uid: str
    access: str
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    year: int | None = None
    prior: float = 0.0
    explained: float = 0.0
    """The share of its title that the glossary knows."""

    @classmethod
    def of(cls, document: Document) -> Self:
        topics, audience = tuple(document.topics), tuple(document.audience)
        explained = glossary.read(document.title).explained
        return cls(document.uid, document.access, topics, audience, document.year, document.prior, explained)


class Registry:
    def __init__(self) -> None:
        self._labels = {name: Labels() for name in LABELS}
        self._columns = {
            "year": GrowingArray(np.int16),
            "prior": GrowingArray(np.float32),
            "explained": GrowingArray(np.float16),
            "key_ends": GrowingArray(np.int64),
            "keys": GrowingArray(np.uint8),
            "hash": GrowingArray(np.uint64),
        }
        self._alive = GrowingArray(np.bool_)
        self._living = 0
        # Slots that were read from disk, by the sorted hash of their object; later ones in a dictionary.
        self._sorted, self._order = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        self._later: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """How many living documents."""
        return self._living

    @property
    def size(self) -> int:
        """Slots given out so far, dead ones too."""
        return len(self._alive)

    def add(self, facts: Facts) -> int:
        slot = self.size
        kind, key, lang = facts.uid.split(SEPARATOR)
        labels = (kind, facts.access, lang, SEPARATOR.join(facts.topics), SEPARATOR.join(facts.audience))
        for name, label in zip(LABELS, labels, strict=True):
            self._labels[name].append(label)
        self._columns["keys"].extend(np.frombuffer(key.encode("utf-8", "replace"), np.uint8))
        self._columns["key_ends"].append(len(self._columns["keys"]))
        self._columns["year"].append(NO_YEAR if facts.year is None else max(NO_YEAR + 1, min(facts.year, 32_767)))
        self._columns["prior"].append(facts.prior)
        self._columns["explained"].append(facts.explained)
        hashed = _hash((kind, key))
        self._columns["hash"].append(hashed)
        self._later.setdefault(hashed, []).append(slot)
        self._living += 1
        self._alive.append(True)
        return slot

    def remove(self, slot: int) -> None:
        if self._alive.values[slot]:
            self._alive.values[slot] = False
            self._living -= 1

    def is_alive(self, slot: int) -> bool:
        return bool(self._alive.values[slot])

    def names(self, slot: int) -> tuple[str, str, str]:
        """Kind, key and language."""
        ends = self._columns["key_ends"].values
        start = int(ends[slot - 1]) if slot else 0
        key = self._columns["keys"].values[start : ends[slot]].tobytes().decode()
        return self._labels["kind"].name(slot), key, self._labels["lang"].name(slot)

    def slots_of(self, folded: Folded) -> list[int]:
        """The living slots of one object, one for each of its languages."""
        hashed = _hash(folded)
        first, last = (np.searchsorted(self._sorted, np.uint64(hashed), side=side) for side in ("left", "right"))
        slots = [*self._order[first:last].tolist(), *self._later.get(hashed, ())]
        return [slot for slot in slots if self.is_alive(slot) and self.names(slot)[:2] == folded]

    def features(self, slots: Slots, language: str) -> dict[str, npt.NDArray[np.float32]]:
        """What fusion asks of the documents themselves; `language` is the question's."""
        native = self._labels["lang"].among(slots, [language])
        columns = {name: self._columns[name].values[slots] for name in ("prior", "explained")} | {"native": native}
        return {name: np.asarray(values, np.float32) for name, values in columns.items()}

    def allowed(self, slots: Slots, scope: Scope) -> Mask:
        """Which of `slots` hold a living document that lies within the scope."""
        mask = np.asarray(self._alive.values[slots], dtype=np.bool_)
        for name, wanted in _labelled(scope).items():
            mask &= self._labels[name].among(slots, wanted)
        if scope.topics is not None:
            mask &= self._labels["topics"].where(slots, lambda topics: _has_topic(topics, scope.topics or ()))
        if scope.audiences is not None:
            mask &= self._labels["audience"].where(slots, lambda each: _is_for(each, scope.audiences or ()))
        if scope.years is not None:
            year = self._columns["year"].values[slots]
            mask &= (year >= scope.years[0]) & (year <= scope.years[1]) & (year != NO_YEAR)
        return mask

    def share(self, scope: Scope) -> float:
        """About how much of the index lies within the scope, as far as it can be told without looking: from 0 to 1."""
        uses = (self._labels[name].uses(wanted) for name, wanted in _labelled(scope).items())
        return min(uses, default=self.size) / max(self.size, 1)

    def within(self, scope: Scope) -> Slots:
        """Every slot within the scope, found by its rarest label."""
        wanted = _labelled(scope)
        rarest = min(wanted, key=lambda name: self._labels[name].uses(wanted[name]))
        slots = self._labels[rarest].slots_with(wanted[rarest])
        return slots[self.allowed(slots, scope)]

    def save(self, folder: Path) -> None:
        order = np.argsort(self._columns["hash"].values, kind="stable")
        np.save(folder / "order.npy", order)
        np.save(folder / "sorted.npy", self._columns["hash"].values[order])
        for name, column in self._columns.items():
            np.save(folder / f"{name}.npy", column.values)
        for name, labels in self._labels.items():
            np.save(folder / f"{name}.npy", labels.of_slot)
        names = {name: labels.names for name, labels in self._labels.items()}
        (folder / "labels.json").write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        registry = cls()
        names: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        registry._labels = {name: Labels(names[name], arrays.mapped(folder / f"{name}.npy")) for name in LABELS}
        columns = {name: GrowingArray.of(arrays.mapped(folder / f"{name}.npy")) for name in registry._columns}
        registry._columns = columns
        registry._sorted, registry._order = (arrays.read(folder / f"{name}.npy") for name in ("sorted", "order"))
        registry._living = len(columns["hash"])
        registry._alive = GrowingArray.of(np.ones(registry._living, np.bool_))
        return registry


def _labelled(scope: Scope) -> dict[str, Collection[str]]:
    """What the scope asks of the columns whose labels it names exactly."""
    wanted = {"access": scope.access, "kind": scope.kinds, "lang": scope.langs}
    return {name: labels for name, labels in wanted.items() if labels is not None}


def _hash(folded: Folded) -> int:
    text = SEPARATOR.join(folded).encode("utf-8", "replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def _has_topic(topics: str, wanted: Collection[str]) -> bool:
    named = topics.split(SEPARATOR) if topics else []
    return any(wider in wanted for topic in named for wider in wider_topics(topic))


def _is_for(audience: str, wanted: Collection[str]) -> bool:
    return not audience or any(each in wanted for each in audience.split(SEPARATOR))
