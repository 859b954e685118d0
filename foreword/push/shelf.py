"""What can be pushed: entries and products, with the few facts that ranking looks at.

Titles, summaries and addresses are not here: they come from the search sources at the moment of showing, which also
check that the reader may still see them. What touches a sensitive topic is not on this shelf: it can be found, but is
never given to anybody unasked (trust.md P11).

The shelf is kept in memory, since every refresh of every reader looks at it: it is read anew when something was
published, withdrawn or edited, and once a minute whatever happened.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Max

from foreword.knowledge.models import Entry, EntryText
from foreword.media.models import ProductPage
from foreword.portraits.sensitive import is_sensitive

Key = tuple[str, str]

KINDS: Final = frozenset(["entry", "product"])
MOST: Final = 80
"""Candidates of one source (push.md)."""
KEPT_SECONDS: Final = 60
FACTS: Final = ("topic_id", "audience", "seasons", "level", "clc")


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


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every item, the newest first, as it was at the moment of the stamp."""

    stamp: tuple[Any, ...] = ()
    items: tuple[Item, ...] = ()
    by_key: dict[Key, Item] = field(default_factory=dict)

    def of_topics(self, topics: Collection[str]) -> list[Item]:
        return _most(item for item in self.items if item.topic and item.topic in topics)

    def of_season(self, key: str, topics: Collection[str]) -> list[Item]:
        """What names the season, and what is about its topics."""
        return _most(item for item in self.items if key in item.seasons or (item.topic and item.topic in topics))

    def of_keys(self, keys: Iterable[Key]) -> dict[Key, Item]:
        return {key: self.by_key[key] for key in keys if key in self.by_key}


_kept = Shelf()


def shelf() -> Shelf:
    global _kept  # noqa: PLW0603 - one process, one shelf
    stamp = _stamp()
    if _kept.stamp != stamp:
        items = (*_entries(), *_products())
        _kept = Shelf(stamp, items, {item.identity: item for item in items})
    return _kept


def _most(items: Iterable[Item]) -> list[Item]:
    """The first of each kind."""
    kinds: dict[str, list[Item]] = {}
    for item in items:
        kinds.setdefault(item.kind, []).append(item)
    return [item for of_kind in kinds.values() for item in of_kind[:MOST]]


def _stamp() -> tuple[Any, ...]:
    """Another one whenever the shelf may hold something else."""
    entries = Entry.objects.published().aggregate(Count("pk"), Max("pid"), Max("updated_at"))
    products = ProductPage.objects.live().aggregate(Count("pk"), Max("pid"), Max("last_published_at"))
    minute = cache.get_or_set("push.shelf", secrets.token_hex, KEPT_SECONDS)
    return (minute, *entries.values(), *products.values())


def _entries() -> list[Item]:
    texts: dict[int, list[tuple[str, str]]] = {}
    of_published = EntryText.objects.filter(entry__in=Entry.objects.published())
    for entry, lang, title in of_published.values_list("entry_id", "lang", "question"):
        texts.setdefault(entry, []).append((lang, title))
    rows = Entry.objects.published().order_by("-published_at", "pk").values("pk", "pid", "published_at", *FACTS)
    return _items("entry", ((row["pid"], row, texts.get(row["pk"], [])) for row in rows), "published_at")


def _products() -> list[Item]:
    """One item for each product, whichever languages it has."""
    pages = ProductPage.objects.live().order_by("-first_published_at", "pk")
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in pages.values("translation_key", "locale__language_code", "title", "first_published_at", *FACTS):
        groups.setdefault(str(row["translation_key"]), []).append(row)
    told = (
        (key, rows[0], [(row["locale__language_code"], row["title"]) for row in rows]) for key, rows in groups.items()
    )
    return _items("product", told, "first_published_at")


def _items(kind: str, rows: Iterable[tuple[str, dict[str, Any], list[tuple[str, str]]]], published: str) -> list[Item]:
    return [
        Item(
            kind=kind,
            key=key,
            topic=row["topic_id"] or "",
            audience=frozenset(row["audience"]),
            seasons=frozenset(row["seasons"]),
            level=row["level"],
            published_at=row[published],
            langs=frozenset(lang for lang, _ in texts),
            clc=row["clc"],
        )
        for key, row, texts in rows
        if not is_sensitive(topic=row["topic_id"] or "") and not any(_is_private(title) for _, title in texts)
    ]


@lru_cache(maxsize=16_384)
def _is_private(title: str) -> bool:
    return is_sensitive(title)
