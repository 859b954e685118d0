"""Which of the library's topics a search or an opened item is about: asked of the index, not of the reader."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from foreword.kernel.clock import ago
from foreword.knowledge.models import Entry
from foreword.media.models import ProductPage
from foreword.people.models import Topic
from foreword.search.queries import Hit, search
from foreword.search.sources import sources
from foreword.search.viewers import Viewer

NEW_FOR: Final = timedelta(days=60)
"""An answer that has been here for less is a new one."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOOK_AT: Final = 6
MAJORITY: Final = 0.4
HALF_SURE_MAJORITY: Final = 0.5
"""Share of the first hits, weighted by rank, that has to agree; more where the search is not sure of itself."""
SURE: Final = 0.5
UNSURE: Final = 0.15
"""Below this confidence of the search, its reader found nothing of ours that answers."""


@dataclass(frozen=True, slots=True)
class Placed:
    topic: str
    hits: int | None = None
    about: dict[str, str] = field(default_factory=dict)


def topic_of_item(item: str) -> str:
    """The topic of "kind:key", as its own room says; nothing for what has none or is gone."""
    kind, _, key = item.partition(":")
    source = sources().get(kind)
    if source is None:
        return ""
    shown = source.present([key], viewer=Viewer.anonymous(), lang="en").get(key)
    if shown and shown.topic:
        return shown.topic
    # A catalogue record has subjects, and one of them may be called as a topic of the library is.
    return next((key for document in source.document(key) for name in document.topics if (key := key_of(name))), "")


def about_item(item: str) -> dict[str, str]:
    """How deep, how new and in which form what was opened is, as its own room keeps it."""
    kind, _, key = item.partition(":")
    if kind == "entry":
        entry = Entry.objects.filter(pid=key).only("level", "published_at").first()
        return _described(entry.level, entry.published_at) if entry else {}
    if kind == "product" and _UUID.fullmatch(key):
        page = ProductPage.objects.filter(translation_key=key).only("level", "first_published_at").first()
        return _described(page.level, page.first_published_at) if page else {}
    return {}


def _described(level: str, published: datetime | None) -> dict[str, str]:
    age = "" if published is None else "new" if published > ago(days=NEW_FOR.days) else "settled"
    return {name: value for name, value in (("level", level), ("age", age)) if value}


def key_of(name: str) -> str:
    """The topic that goes by this key or by this name in either language."""
    found = Topic.objects.filter(Q(key=name) | Q(name_en=name) | Q(name_zh=name)).first()
    return found.key if found else ""


def place_text(text: str) -> Placed:
    """The topic that most of the first hits for `text` share, and how many hits answer it at all.

    A search of which we have nothing is about no topic of ours, however near the nearest is.
    """
    results = search(text, viewer=Viewer.anonymous(), lang="en", purpose="push", limit=LOOK_AT, tier="keystroke")
    if results.confidence < UNSURE:
        return Placed("", 0)
    needed = MAJORITY if results.confidence >= SURE else HALF_SURE_MAJORITY
    return Placed(_majority(results.hits, needed), len(results.hits))


def _majority(hits: list[Hit], needed: float) -> str:
    shares: dict[str, float] = defaultdict(float)
    total = 0.0
    keys = dict(Topic.objects.values_list("name_en", "key"))
    for rank, hit in enumerate(hits):
        weight = 1.0 / (1 + rank)
        total += weight
        if topic := keys.get(hit.meta["topic"]):
            shares[topic] += weight
    if not shares:
        return ""
    topic, share = max(shares.items(), key=lambda pair: (pair[1], pair[0]))
    return topic if share >= needed * total else ""
