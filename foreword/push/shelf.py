"""What can be pushed: entries and products, with the few facts that ranking looks at.

Titles, summaries and addresses are not here: they come from the search sources at the moment of showing, which also
check that the reader may still see them. What touches a sensitive topic is not on this shelf: it can be found, but is
never given to anybody unasked (trust.md P11).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from foreword.knowledge.models import Entry
from foreword.media.models import ProductPage
from foreword.portraits.sensitive import is_sensitive

Key = tuple[str, str]

KINDS: Final = frozenset(["entry", "product"])
MOST: Final = 80
"""Candidates of one source (push.md)."""


@dataclass(frozen=True, slots=True)
class Item:
    kind: str
    key: str
    topic: str
    audience: frozenset[str]
    seasons: frozenset[str]
    level: str
    published_at: datetime | None
    langs: frozenset[str]
    clc: str = ""

    @property
    def identity(self) -> Key:
        return (self.kind, self.key)


def of_topics(topics: Collection[str]) -> list[Item]:
    if not topics:
        return []
    return _items(Q(topic__in=topics))


def of_season(key: str, topics: Collection[str]) -> list[Item]:
    """What names the season, and what is about its topics."""
    return _items(Q(seasons_text__contains=f'"{key}"') | Q(topic__in=topics))


def of_keys(keys: Iterable[Key]) -> dict[Key, Item]:
    by_kind: dict[str, set[str]] = {"entry": set(), "product": set()}
    for kind, key in keys:
        if kind in by_kind:
            by_kind[kind].add(key)
    found = _shelved(_entries(Q(pid__in=by_kind["entry"])))
    found += _products(Q(translation_key__in=by_kind["product"]))
    return {item.identity: item for item in found}


def _items(where: Q) -> list[Item]:
    return _shelved(_entries(where).order_by("-published_at", "pk")[:MOST]) + _products(where)


def _shelved(entries: Iterable[Entry]) -> list[Item]:
    return [_entry(each) for each in entries if not _is_private(each, *(text.question for text in each.texts.all()))]


def _is_private(thing: Any, *titles: str) -> bool:
    return is_sensitive(*titles, topic=thing.topic_id or "")


def _entries(where: Q) -> QuerySet[Entry]:
    entries = Entry.objects.published().annotate(seasons_text=Cast("seasons", TextField()))
    return entries.filter(where).prefetch_related("texts")


def _entry(entry: Entry) -> Item:
    langs = frozenset(text.lang for text in entry.texts.all())
    return Item("entry", entry.pid, *_facts(entry), entry.published_at, langs, entry.clc)


def _products(where: Q) -> list[Item]:
    """One item for each product, whichever languages it has."""
    pages = ProductPage.objects.live().annotate(seasons_text=Cast("seasons", TextField()))
    groups: dict[str, list[ProductPage]] = {}
    for page in pages.filter(where).select_related("locale").order_by("-first_published_at", "pk")[: 2 * MOST]:
        groups.setdefault(str(page.translation_key), []).append(page)
    shown = {key: group for key, group in groups.items() if not _is_private(group[0], *(page.title for page in group))}
    return [_product(key, group) for key, group in shown.items()]


def _product(key: str, pages: list[ProductPage]) -> Item:
    first = pages[0]
    langs = frozenset(page.lang for page in pages)
    return Item("product", key, *_facts(first), first.first_published_at, langs, first.clc)


def _facts(thing: Any) -> tuple[str, frozenset[str], frozenset[str], str]:
    return (thing.topic_id or "", frozenset(thing.audience), frozenset(thing.seasons), thing.level)
