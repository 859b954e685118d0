"""Search and what is offered while a question is being written."""

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from foreword.knowledge.models import Entry
from foreword.knowledge.queries import entry_page
from foreword.people.models import Person
from foreword.portal.items import READABLE, Item, resolve
from foreword.search.queries import search, suggest
from foreword.search.viewers import Viewer

SURE: Final = 0.6
"""From here on the first hit is opened as the answer; below, it is one of several possible ones."""
SURE_OF_A_BOOK: Final = 0.8
"""A book is opened as the answer only to whoever looks for it: a question may share a mere word with its title."""
HITS: Final = 40
A_GROUP: Final = 6
WORTH: Final = 0.4
WORTH_UNSURE: Final = 0.7
"""A hit with less than this share of the first one's score is noise, the sooner the less sure the first one is."""
OFFERS: Final = 4
OFFERED: Final = ("entry", "product", "community")
"""A book may hold the answer, but its catalogue record is none."""
A_CHANCE: Final = 0.35
"""Below, nothing here answers what is being written; guesses would only keep the reader from sending it."""
ORDER: Final = ("entry", "product", "community", "record")


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Found:
    query: str
    best: Item | None
    best_html: SafeString | str
    groups: tuple[Group, ...]

    @property
    def nothing(self) -> bool:
        return self.best is None and not self.groups


def found(query: str, viewer: Person | None, *, lang: str) -> Found:
    """What answers `query`, the best of it opened where it is sure enough."""
    query = query.strip()[:400]
    if not query:
        return Found("", None, "", ())
    results = search(query, viewer=Viewer.of(viewer), lang=lang, kinds=READABLE, limit=HITS)
    sure = bool(results.hits) and results.confidence >= (SURE_OF_A_BOOK if results.hits[0].kind == "record" else SURE)
    least = (WORTH if sure else WORTH_UNSURE) * results.hits[0].score if results.hits else 0
    items = [Item.of(hit) for hit in results.hits if hit.score >= least]
    best = items[0] if items and sure else None
    rest = items[1:] if best else items
    groups = tuple(Group(kind, tuple(item for item in rest if item.kind == kind)[:A_GROUP]) for kind in ORDER)
    return Found(query, best, _body(best, viewer, lang), tuple(group for group in groups if group.items))


def _body(best: Item | None, viewer: Person | None, lang: str) -> SafeString | str:
    """The whole answer where it is an entry; of anything else, its summary."""
    if best is None or best.kind != "entry":
        return best.snippet if best else ""
    try:
        return entry_page(best.key, viewer, lang).html
    except Entry.DoesNotExist:
        return best.snippet


def offers(text: str, viewer: Person | None, *, lang: str) -> tuple[Item, ...]:
    """What may already answer a question that is being written. Nothing for a word or two."""
    text = text.strip()[:400]
    if len(text) < 2:
        return ()
    results = suggest(text, viewer=Viewer.of(viewer), lang=lang, limit=OFFERS, kinds=OFFERED)
    if results.confidence < A_CHANCE:
        return ()
    return tuple(Item.of(hit) for hit in results.hits if hit.score >= WORTH * results.hits[0].score)


def items_of(refs: list[str], viewer: Person | None, *, lang: str) -> list[Item]:
    seen = Viewer.of(viewer)
    return [item for ref in refs if (item := resolve(ref, seen, lang)) is not None]
