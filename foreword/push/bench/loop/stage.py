"""The library that a log is replayed in: a database of its own with the log's items, topics, courses and readers.

Items become entries, since push gives entries and products; readers have an account from the day they joined on, with
the consents that they gave.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from foreword.knowledge.actions.publish import publish_entry
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.people.models import Consent, Person, Role, Topic
from foreword.portraits.actions.courses import store_courses
from foreword.push.actions import load_seasons
from foreword.push.bench.loop.reading import Item, Log, Reader
from foreword.search.actions import reindex
from foreword.search.languages import detect

AT_ONCE: Final = 500
OLD: Final = timedelta(days=365)


class Stage:
    def __init__(self, log: Log, start: datetime) -> None:
        self.log = log
        self.start = start
        self.keys: dict[str, str] = {}
        """of entries, by id of the item"""
        self.people: dict[str, Person] = {}
        self._editor = Person.objects.create(email="editor@bench.example", role=Role.EDITOR)
        self._coming = sorted(log.readers.values(), key=lambda each: (each.joined or start, each.id))
        self._written = sorted(
            (item for item in log.items.values() if item.published is not None and item.published > start),
            key=lambda item: item.published or start,
        )

    def set_up(self) -> None:
        names = sorted({item.topic for item in self.log.items.values() if item.topic})
        Topic.objects.bulk_create(
            Topic(key=name, name_en=name.capitalize(), name_zh=name, order=n) for n, name in enumerate(names)
        )
        store_courses(self.log.courses)
        load_seasons(self.log.seasons)
        late = {item.id for item in self._written}
        self._shelve([item for item in self.log.items.values() if item.id not in late])
        reindex()

    def on(self, day: datetime) -> None:
        """Whoever has joined and what is published by the end of this day."""
        ends = day + timedelta(days=1)
        self._join([each for each in self._coming if (each.joined or self.start) < ends])
        self._coming = [each for each in self._coming if (each.joined or self.start) >= ends]
        while self._written and (self._written[0].published or self.start) < ends:
            self._publish(self._written.pop(0))

    def _shelve(self, items: Sequence[Item]) -> None:
        published = self.start - OLD
        entries = [_entry(item, status=Status.PUBLISHED, published_at=item.published or published) for item in items]
        Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
        self.keys |= dict(Entry.objects.values_list(F("key"), "pid"))
        made = dict(Entry.objects.values_list("key", "pk"))
        texts = (_text(made[item.id], item) for item in items)
        EntryText.objects.bulk_create(texts, batch_size=AT_ONCE)

    def _publish(self, item: Item) -> None:
        entry = _entry(item, status=Status.DRAFT)
        entry.save()
        _text(entry.pk, item).save()
        publish_entry(entry=entry, by=self._editor)
        self.keys[item.id] = entry.pid

    def _join(self, readers: Sequence[Reader]) -> None:
        made = [_person(each, each.joined or self.start - OLD) for each in readers]
        Person.objects.bulk_create(made, batch_size=AT_ONCE)
        found = {person.email: person for person in Person.objects.filter(email__in=[each.email for each in made])}
        new = {each.id: found[_address(each)] for each in readers}
        self.people |= new
        Consent.objects.bulk_create(_consents(readers, new, self.start), batch_size=AT_ONCE)


def _entry(item: Item, **told: object) -> Entry:
    return Entry(key=item.id, topic_id=item.topic or None, clc=item.clc[:12], **told)


def _text(entry: int, item: Item) -> EntryText:
    lang = "zh-hans" if detect(item.title).startswith("zh") else "en"
    return EntryText(entry_id=entry, lang=lang, question=item.title[:200], answer=item.text or item.title)


def _address(reader: Reader) -> str:
    return f"{reader.id}@bench.example".lower()


def _person(reader: Reader, joined: datetime) -> Person:
    return Person(
        email=_address(reader),
        kind=reader.kind,
        department=reader.faculty,
        discipline=reader.discipline,
        cohort=reader.cohort,
        joined_at=joined,
        last_login=joined,
    )


def _consents(readers: Iterable[Reader], people: dict[str, Person], start: datetime) -> list[Consent]:
    return [
        Consent(person=people[each.id], dimension=dimension, given_at=max(each.joined or start, start))
        for each in readers
        for dimension in each.consent
    ]
