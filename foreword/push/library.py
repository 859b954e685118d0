"""The library's own log: which entries and products were read by readers who allow it to be looked at.

Built anew every night from the signals that stand; so whoever took a consent back is in nothing that is learned after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

import numpy as np

from foreword.knowledge.models import EntryText
from foreword.media.models import ProductPage
from foreword.people.models import Consent, Dimension, Person
from foreword.portraits.models import Signal, SignalKind
from foreword.portraits.models.signal import WEIGHTS
from foreword.push.engine.catalogue import Title
from foreword.push.engine.log import SECONDS, Log
from foreword.push.shelf import Item, Key, Shelf

USES: Final = tuple(
    kind for kind in (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED, SignalKind.CITED)
)
"""What is a use of an item: all of one dimension, so that one "no" takes back all that is learned of a reader."""
DIMENSION: Final = Dimension.READING


@dataclass(frozen=True, slots=True)
class Library:
    titles: tuple[Title, ...]
    log: Log
    readers: tuple[int, ...]
    """Whose log it is, by row."""

    @classmethod
    def read(cls, shelf: Shelf, at: datetime) -> Self:
        titles = _titles(shelf.items)
        readers = readers_now()
        columns = {title.key: n for n, title in enumerate(titles)}
        rows = {person: n for n, person in enumerate(readers)}
        signals = Signal.objects.filter(kind__in=USES, dimension=DIMENSION, person__in=readers, at__lte=at)
        used = [
            (rows[person], columns[item], when, WEIGHTS[SignalKind(kind)])
            for person, item, when, kind in signals.values_list("person_id", "item", "at", "kind")
            if item in columns
        ]
        return cls(titles, as_log(used, readers=len(rows), items=len(titles)), readers)


def of_reader(person: Person, keys: Iterable[str], at: datetime) -> Log:
    """What this reader used, up to this moment, as a log with one reader."""
    columns = {key: n for n, key in enumerate(keys)}
    signals = Signal.objects.filter(kind__in=USES, dimension=DIMENSION, person=person, at__lte=at)
    used = [
        (0, columns[item], when, WEIGHTS[SignalKind(kind)])
        for item, when, kind in signals.values_list("item", "at", "kind")
        if item in columns
    ]
    return as_log(used, readers=1, items=len(columns))


def readers_now() -> tuple[int, ...]:
    """Who allows their reading to be looked at, now: no children, no terminals, nobody who lets the portrait rest or
    wants the plain list.
    """
    agreed = Consent.objects.standing().filter(dimension=DIMENSION).values_list("person", flat=True)
    people = Person.objects.filter(pk__in=agreed, is_active=True, plain=False, resting_since__isnull=True)
    return tuple(sorted(person.pk for person in people if person.may_be_portrayed))


def as_log(used: list[tuple[int, int, datetime, float]], *, readers: int, items: int) -> Log:
    return Log.of(
        np.array([row for row, _, _, _ in used], np.int64),
        np.array([column for _, column, _, _ in used], np.int64),
        np.array([day_of(when) for _, _, when, _ in used], np.float64),
        np.array([worth for _, _, _, worth in used], np.float64),
        n_users=readers,
        n_items=items,
    )


def day_of(at: datetime) -> float:
    """Days since the epoch."""
    return at.timestamp() / SECONDS


def key_of(identity: Key) -> str:
    """As signals name an item."""
    return ":".join(identity)


def _titles(items: Iterable[Item]) -> tuple[Title, ...]:
    """One for each item; its names in all languages are its title."""
    names: dict[Key, list[str]] = {}
    for pid, question in EntryText.objects.values_list("entry__pid", "question"):
        names.setdefault(("entry", pid), []).append(question)
    for key, title in ProductPage.objects.live().values_list("translation_key", "title"):
        names.setdefault(("product", str(key)), []).append(title)
    return tuple(
        Title(
            key=key_of(item.identity),
            title=" ".join(names.get(item.identity, ())),
            text="; ".join(filter(None, (item.topic, item.clc))),
            kind=item.kind,
            lang=" ".join(sorted(item.langs)),
        )
        for item in items
    )
