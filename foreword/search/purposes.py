"""What a search is for, and what each kind of document is worth to it: the one table of such weights.

Every room that searches names its purpose; the engine knows none of them. A weight multiplies a hit's score once the
engine has ranked: near-equal hits change places, a clearly better one does not.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Purpose = Literal["reader", "desk", "duplicates", "community", "push", "drafting"]


@dataclass(frozen=True, slots=True)
class Weights:
    kinds: Mapping[str, float]
    alone: bool = False
    """Whether nothing but these kinds is looked for."""

    def of(self, kind: str) -> float:
        return self.kinds.get(kind, 1.0)

    def scope(self, wanted: Collection[str] | None) -> Collection[str] | None:
        """The kinds to look for; None: all that there are."""
        if wanted is not None:
            return wanted
        return tuple(self.kinds) if self.alone else None


PURPOSES: Final[Mapping[Purpose, Weights]] = MappingProxyType(
    {
        # A reader wants the answer: an entry has been checked by two people, a catalogue record answers only by luck.
        "reader": Weights({"entry": 1.0, "product": 0.98, "question": 0.97, "community": 0.95, "record": 0.92}),
        # A librarian wants evidence: what a colleague has said before is as good as an entry.
        "desk": Weights({"entry": 1.0, "question": 1.0, "product": 0.97, "record": 0.95, "community": 0.95}),
        # Has this been asked or answered before? Books are never the same question.
        "duplicates": Weights({"entry": 1.0, "question": 1.0, "community": 0.98, "product": 0.95}, alone=True),
        # Beside a public thread: other readers first, then what the library has written.
        "community": Weights({"community": 1.0, "entry": 0.97}, alone=True),
        # What may be brought to somebody unasked: only what the library stands for.
        "push": Weights({"entry": 1.0, "product": 1.0}, alone=True),
        # What an answer may be drafted from: what the library stands for, and books. Weighed as for readers, because
        # the line above which a first hit answers was drawn with these weights.
        "drafting": Weights({"entry": 1.0, "product": 0.98, "record": 0.92}, alone=True),
    }
)
