"""Search and what is offered while a question is being written."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from foreword.knowledge.models import Entry
from foreword.knowledge.queries import entry_html
from foreword.people.models import Person
from foreword.portal.items import READABLE, Item, resolve
from foreword.search.confidence import Verdict
from foreword.search.facets import Facet
from foreword.search.filters import Filters
from foreword.search.queries import ALL, WORTH, Results, search_page, suggest
from foreword.search.viewers import Viewer

SURE_OF_A_BOOK: Final = 0.8
"""A book is opened as the answer only to whoever looks for it: a question may share a mere word with its title."""
HITS: Final = 100
A_GROUP: Final = 6
OFFERS: Final = 4
OFFERED: Final = ("entry", "product", "community")
"""A book may hold the answer, but its catalogue record is none."""
ORDER: Final = ("entry", "product", "community", "record")


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    items: tuple[Item, ...]
    more: int = 0
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of a filter, and the page without it."""

    title: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    query: str
    verdict: Verdict = "ask"
    best: Item | None = None
    best_html: SafeString | str = ""
    groups: tuple[Group, ...] = ()
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    everything_url: str = ""
    total: int = 0
    shown: tuple[tuple[str, str, str], ...] = ()
    """(kind, key, ranker on trial) in the order of the page."""
    trial: str = ""

    @property
    def nothing(self) -> bool:
        return self.best is None and not self.groups


def found(query: str, viewer: Person | None, *, lang: str, filters: Filters = ALL, visit: str = "") -> Found:
    """What answers `query`, the best of it opened where it is sure enough."""
    query = query.strip()[:400]
    if not query:
        return Found("")
    results = search_page(
        query, viewer=Viewer.of(viewer), lang=lang, kinds=READABLE, filters=filters, limit=HITS, visit=visit
    )
    verdict = _verdict(results, filters)
    items = [Item.of(hit) for hit in results.hits]
    best = items[0] if verdict == "answer" else None
    groups = _groups(items[1:] if best else items, query, filters)
    return Found(
        query=query,
        verdict=verdict,
        best=best,
        best_html=_body(best, lang),
        groups=groups,
        facets=results.facets,
        chips=_chips(query, filters, results.facets),
        everything_url=address(query, ALL),
        total=results.total,
        trial=results.trial,
        shown=_rows([*([best] if best else []), *(item for group in groups for item in group.items)], results),
    )


def address(query: str, filters: Filters) -> str:
    return f"{reverse('portal:search')}?{urlencode([('q', query), *filters.pairs()])}"


def _verdict(results: Results, filters: Filters) -> Verdict:
    """Whoever narrows a search is looking through it: then a person is not the better answer."""
    if results.verdict == "answer" and results.hits[0].kind == "record" and results.confidence < SURE_OF_A_BOOK:
        return "perhaps"
    return "perhaps" if filters and results.hits and results.verdict == "ask" else results.verdict


def _groups(items: list[Item], query: str, filters: Filters) -> tuple[Group, ...]:
    """By kind. Of several kinds the first few; the rest is one click away."""
    groups = []
    for kind in ORDER:
        of_kind = tuple(item for item in items if item.kind == kind)
        most = HITS if filters.kind == {kind} else A_GROUP
        url = address(query, filters.only("kind", kind)) if len(of_kind) > most else ""
        if of_kind:
            groups.append(Group(kind, of_kind[:most], max(0, len(of_kind) - most), url))
    return tuple(groups)


def _chips(query: str, filters: Filters, facets: tuple[Facet, ...]) -> tuple[Chip, ...]:
    return tuple(
        Chip(facet.title, value.label, address(query, filters.without(facet.name, value.value)))
        for facet in facets
        for value in facet.values
        if value.chosen
    )


def _rows(items: list[Item], results: Results) -> tuple[tuple[str, str, str], ...]:
    """Who stands where. What is folded away under "ask a person" was not shown."""
    if results.verdict == "ask":
        return ()
    keys = [hit.folded for hit in results.hits]
    teams = dict(zip(keys, results.teams, strict=False))
    return tuple((item.kind, item.key, teams.get((item.kind, item.key), "")) for item in items)


def _body(best: Item | None, lang: str) -> SafeString | str:
    """The whole answer where it is an entry; of anything else, its summary."""
    if best is None or best.kind != "entry":
        return best.marked if best else ""
    try:
        return entry_html(best.key, lang)
    except Entry.DoesNotExist:
        return best.marked


def offers(text: str, viewer: Person | None, *, lang: str) -> tuple[Item, ...]:
    """What may already answer a question that is being written. Nothing for a word or two.

    Where nothing here answers, guesses would only keep the reader from sending it.
    """
    text = text.strip()[:400]
    if len(text) < 2:
        return ()
    results = suggest(text, viewer=Viewer.of(viewer), lang=lang, purpose="duplicates", limit=OFFERS, kinds=OFFERED)
    if results.verdict == "ask":
        return ()
    return tuple(Item.of(hit) for hit in results.hits if hit.score >= WORTH * results.hits[0].score)


def items_of(refs: list[str], viewer: Person | None, *, lang: str) -> list[Item]:
    seen = Viewer.of(viewer)
    return [item for ref in refs if (item := resolve(ref, seen, lang)) is not None]
