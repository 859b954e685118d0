"""Which documents the index knows, as small numbers ("slots"), so that access and kind are one vectorised test.

A slot is never used again within a process; replaced documents leave dead slots until the next rebuild.
"""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from foreword.search.documents import SEPARATOR, Folded
from foreword.search.growing import GrowingArray

Mask = npt.NDArray[np.bool_]


class Registry:
    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self._languages: dict[Folded, set[str]] = {}
        self._codes: dict[str, int] = {}
        self._kind = GrowingArray(np.int32)
        self._access = GrowingArray(np.int32)
        self._alive = GrowingArray(np.bool_)
        self.uids: list[str] = []

    def __len__(self) -> int:
        return len(self._slots)

    @property
    def size(self) -> int:
        """Slots given out so far, dead ones too: the length of every mask and score array."""
        return len(self.uids)

    def add(self, uid: str, access: str) -> int:
        slot = self.size
        kind, key, _ = uid.split(SEPARATOR)
        self._slots[uid] = slot
        self._languages.setdefault((kind, key), set()).add(uid)
        self._kind.append(self._code("kind", kind))
        self._access.append(self._code("access", access))
        self._alive.append(True)
        self.uids.append(uid)
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

    def slot(self, uid: str) -> int | None:
        return self._slots.get(uid)

    def readable(self, access: Collection[str], kinds: Collection[str] | None) -> Mask:
        """The slots that hold a living document with one of these access labels, of one of these kinds."""
        mask = self._alive.values & np.isin(self._access.values, self._known("access", access))
        if kinds is not None:
            mask &= np.isin(self._kind.values, self._known("kind", kinds))
        return mask

    def _code(self, space: str, label: str) -> int:
        return self._codes.setdefault(f"{space}:{label}", len(self._codes))

    def _known(self, space: str, labels: Collection[str]) -> list[int]:
        names = (f"{space}:{label}" for label in labels)
        return [self._codes[name] for name in names if name in self._codes]
