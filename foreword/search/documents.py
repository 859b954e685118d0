"""What the index holds: one document for each (kind, key, language), derived from the database and rebuildable.

An entry in two languages is two documents with the same kind and key; results fold them into one.
"""

from dataclasses import dataclass

Folded = tuple[str, str]

SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Document:
    kind: str
    key: str
    lang: str
    access: str
    title: str
    body: str
    variants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    year: int | None = None
    prior: float = 0.0
    """What use has taught about it, in log odds: how much likelier it answers than its words let expect."""

    @property
    def uid(self) -> str:
        return SEPARATOR.join((self.kind, self.key, self.lang))

    @property
    def folded(self) -> Folded:
        return (self.kind, self.key)
