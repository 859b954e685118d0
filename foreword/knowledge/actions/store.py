"""Entries that come ready-made, from an import: published, found again by key, written only where they differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.importing import Tally
from foreword.kernel.outbox import publish
from foreword.knowledge.events import EntryChanged, EntryPublished
from foreword.knowledge.models import Entry, EntryText, Status, Wording
from foreword.people.models import Topic
from foreword.search.actions import mark_changed


@dataclass(frozen=True, slots=True)
class EntryCopy:
    """One entry in one language, as another system has it. Copies with one `key` are one entry in several languages."""

    key: str
    lang: str
    question: str
    answer: str
    topic: str = ""
    url: str = ""
    audience: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()


@transaction.atomic
def store_entries(*, copies: Iterable[EntryCopy], topics: Iterable[Topic] = ()) -> Tally:
    """Store a batch in one short transaction. A key that a person has since withdrawn stays withdrawn."""
    Topic.objects.bulk_create(topics, ignore_conflicts=True)
    batch = list({(copy.key, copy.lang): copy for copy in copies}.values())
    known = {
        str(entry.key): entry
        for entry in Entry.objects.filter(key__in={copy.key for copy in batch}).prefetch_related("texts", "wordings")
    }
    made = dict[str, Entry]()
    for copy in batch:
        if copy.key not in known:
            known[copy.key] = made[copy.key] = Entry(
                key=copy.key,
                topic_id=copy.topic or None,
                audience=list(copy.audience),
                status=Status.PUBLISHED,
                published_at=now(),
            )
    Entry.objects.bulk_create(made.values())
    stored = Tally(new=len(made))
    _write_texts(batch, known, stored, fresh=frozenset(made))
    for entry in made.values():
        publish(EntryPublished(entry=entry.pid, topic=entry.topic_id or ""))
    return stored


def _write_texts(batch: list[EntryCopy], known: dict[str, Entry], stored: Tally, *, fresh: frozenset[str]) -> None:
    texts, wordings, touched = list[EntryText](), list[Wording](), set[str]()
    for copy in batch:
        entry = known[copy.key]
        new, lines = _differences(copy, entry, is_fresh=copy.key in fresh)
        texts += new
        wordings += lines
        if new or lines:
            touched.add(entry.pid)
        if copy.key not in fresh:
            stored.changed += bool(new or lines)
            stored.same += not (new or lines)
    fields = ["question", "answer", "url"]
    EntryText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["entry", "lang"], update_fields=fields)
    Wording.objects.bulk_create(wordings, ignore_conflicts=True)
    for pid in touched:
        mark_changed(kind="entry", key=pid)
    for pid in sorted({text.entry.pid for text in texts if text.entry.key not in fresh}):
        publish(EntryChanged(entry=pid))


def _differences(copy: EntryCopy, entry: Entry, *, is_fresh: bool) -> tuple[list[EntryText], list[Wording]]:
    old = {} if is_fresh else {text.lang: text for text in entry.texts.all()}
    said = set() if is_fresh else {(line.lang, line.text) for line in entry.wordings.all()}
    there = old.get(copy.lang)
    same = there is not None and (there.question, there.answer, there.url) == (copy.question, copy.answer, copy.url)
    new = [] if same else [_text(copy, entry)]
    return new, [
        Wording(entry=entry, lang=copy.lang, text=line) for line in copy.wordings if (copy.lang, line) not in said
    ]


def _text(copy: EntryCopy, entry: Entry) -> EntryText:
    return EntryText(entry=entry, lang=copy.lang, question=copy.question, answer=copy.answer, url=copy.url)
