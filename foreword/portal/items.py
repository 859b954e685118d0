"""A reference to something that can be read, as addresses and forms carry it: `entry:4k0…`.

What comes from a browser is only a claim: `resolve` asks the room that owns it whether this viewer may see it.
"""

from dataclasses import dataclass
from typing import Self

from django.utils.safestring import SafeString

from foreword.desk.actions import Shown
from foreword.search.queries import Hit
from foreword.search.snippets import Snippet, Span
from foreword.search.sources import sources
from foreword.search.viewers import Viewer

READABLE = frozenset(["entry", "product", "record", "community"])


@dataclass(frozen=True, slots=True)
class Item:
    kind: str
    key: str
    title: str
    url: str
    lang: str
    snippet: str = ""
    highlights: tuple[Span, ...] = ()

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def marked(self) -> SafeString:
        """The snippet with the question's words marked."""
        return Snippet(self.snippet, self.highlights).marked

    @classmethod
    def of(cls, hit: Hit) -> Self:
        return cls(hit.kind, hit.key, hit.title, hit.url, hit.lang, hit.snippet, hit.highlights)

    def as_shown(self, how: str, delivery: str = "") -> Shown:
        return Shown(how=how, kind=self.kind, key=self.key, title=self.title, delivery=delivery)


def resolve(ref: str, viewer: Viewer, lang: str) -> Item | None:
    """The thing behind `kind:key`, or None for what is gone, hidden, or made up."""
    kind, _, key = ref.partition(":")
    source = sources().get(kind) if kind in READABLE and 0 < len(key) <= 40 else None
    found = source.present([key], viewer=viewer, lang=lang).get(key) if source else None
    return Item(kind, key, found.title, found.url, found.lang, found.snippet) if found else None
