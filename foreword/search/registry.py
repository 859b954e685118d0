"""Which documents the index knows, as small numbers ("slots"), with what a scope asks of each.

A slot is never used again within a process; replaced documents leave dead slots until the next rebuild.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from foreword.search.documents import SEPARATOR, Document, Folded
from foreword.search.growing import GrowingArray
from foreword.search.scope import Scope, wider_topics

Mask = npt.NDArray[np.bool_]
Slots = npt.NDArray[np.int64]
NO_YEAR = -32_768


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a document a search may ask for without reading it."""

    uid: str
    access: str
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    year: int | None = None
    prior: float = 0.0

    @classmethod
    def of(cls, document: Document) -> Self:
        topics, audience = tuple(document.topics), tuple(document.audience)
        return cls(document.uid, document.access, topics, audience, document.year, document.prior)


class Labels:
    """One label for each slot, stored as its number: there are far fewer labels than slots."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._of_slot = GrowingArray(np.int32)

    def append(self, label: str) -> None:
        number = self._numbers.get(label)
        if number is None:
            number = self._numbers[label] = len(self._names)
            self._names.append(label)
        self._of_slot.append(number)

    def where(self, slots: Slots, accepts: Callable[[str], bool]) -> Mask:
        numbers, position = np.unique(self._of_slot.values[slots], return_inverse=True)
        accepted = np.fromiter((accepts(self._names[number]) for number in numbers), np.bool_, len(numbers))
        return np.asarray(accepted[position], dtype=np.bool_)


class Registry:
    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self._languages: dict[Folded, set[str]] = {}
        self._kind, self._access, self._lang, self._topics, self._audience = (Labels() for _ in range(5))
        self._year = GrowingArray(np.int16)
        self._prior = GrowingArray(np.float32)
        self._alive = GrowingArray(np.bool_)
        self.uids: list[str] = []

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, facts: Facts) -> int:
        slot = len(self.uids)
        kind, key, lang = facts.uid.split(SEPARATOR)
        self._slots[facts.uid] = slot
        self._languages.setdefault((kind, key), set()).add(facts.uid)
        self._kind.append(kind)
        self._access.append(facts.access)
        self._lang.append(lang)
        self._topics.append(SEPARATOR.join(facts.topics))
        self._audience.append(SEPARATOR.join(facts.audience))
        self._year.append(NO_YEAR if facts.year is None else max(NO_YEAR + 1, min(facts.year, 32_767)))
        self._prior.append(facts.prior)
        self.uids.append(facts.uid)
        self._alive.append(True)
        return slot

    def is_alive(self, slot: int) -> bool:
        return bool(self._alive.values[slot])

    def remove(self, uid: str) -> int | None:
        slot = self._slots.pop(uid, None)
        if slot is not None:
            self._alive.values[slot] = False
            kind, key, _ = uid.split(SEPARATOR)
            self._languages[(kind, key)].discard(uid)
        return slot

    def uids_of(self, folded: Folded) -> list[str]:
        return sorted(self._languages.get(folded, ()))

    def priors(self, slots: Slots) -> npt.NDArray[np.float32]:
        return self._prior.values[slots]

    def allowed(self, slots: Slots, scope: Scope) -> Mask:
        """Which of `slots` hold a living document that lies within the scope."""
        mask = np.asarray(self._alive.values[slots], dtype=np.bool_)
        mask &= self._access.where(slots, scope.access.__contains__)
        for labels, wanted in ((self._kind, scope.kinds), (self._lang, scope.langs)):
            if wanted is not None:
                mask &= labels.where(slots, wanted.__contains__)
        if scope.topics is not None:
            mask &= self._topics.where(slots, lambda topics: _has_topic(topics, scope.topics or ()))
        if scope.audiences is not None:
            mask &= self._audience.where(slots, lambda audience: _is_for(audience, scope.audiences or ()))
        if scope.years is not None:
            year = self._year.values[slots]
            mask &= (year >= scope.years[0]) & (year <= scope.years[1]) & (year != NO_YEAR)
        return mask


def _has_topic(topics: str, wanted: Collection[str]) -> bool:
    return any(wider in wanted for topic in topics.split(SEPARATOR) for wider in wider_topics(topic))


def _is_for(audience: str, wanted: Collection[str]) -> bool:
    return not audience or any(each in wanted for each in audience.split(SEPARATOR))
