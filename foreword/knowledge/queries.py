"""What the pages of the reference database show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.safestring import SafeString

from foreword.knowledge.models import Entry, EntryText, Removal, Wording
from foreword.people.models import Person
from foreword.search.queries import Hit, content_neighbours, search
from foreword.search.viewers import Viewer

if TYPE_CHECKING:

    class Draft(Entry):
        """A draft with its number of removals, as `review_queue` annotates it."""

        removed: int


MOST_RELATED = 4
NEIGHBOURS_SECONDS = 600
MOST_LIKE_IT = 3


@dataclass(frozen=True, slots=True)
class EntryLink:
    pid: str
    question: str
    lang: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A published entry as readers see it, in their language where there is such a text."""

    pid: str
    question: str
    html: SafeString
    lang: str
    other_langs: tuple[str, ...]
    topic: str
    topic_key: str
    clc: str
    audience: tuple[str, ...]
    url: str
    updated: datetime
    published: datetime | None
    related: tuple[EntryLink, ...]
    sources: int
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the review queue."""

    pid: str
    question: str
    lang: str
    langs: tuple[str, ...]
    topic: str
    drafted_by: str
    mine: bool
    created: datetime
    questions: tuple[str, ...]
    removed: int
    is_cleared: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    entry: Entry
    texts: dict[str, EntryText]
    removals: tuple[Removal, ...]
    wordings: dict[str, str]
    questions: tuple[str, ...]
    answered_by: tuple[Hit, ...]
    mine: bool


def entry_page(pid: str, viewer: Person | None, lang: str) -> EntryPage:  # noqa: ARG001 - published is for all
    """The entry as a page. Raises `Entry.DoesNotExist` for drafts, withdrawn ones and unknown pids alike."""
    entry = (
        Entry.objects.published()
        .select_related("topic")
        .prefetch_related("texts", "wordings")
        .annotate(source_count=Count("sources"))
        .get(pid=pid)
    )
    text = entry.text_in(lang)
    if text is None:
        raise Entry.DoesNotExist
    return EntryPage(
        pid=entry.pid,
        question=text.question,
        html=text.html,
        lang=text.lang,
        other_langs=tuple(each.lang for each in entry.texts.all() if each.lang != text.lang),
        topic=entry.topic.name if entry.topic else "",
        topic_key=entry.topic_id or "",
        clc=entry.clc,
        audience=tuple(entry.audience),
        url=text.url,
        updated=entry.updated_at,
        published=entry.published_at,
        related=tuple(_related(entry, text, lang)),
        sources=entry.source_count,
        wordings=tuple(wording.text for wording in entry.wordings.all() if wording.lang == text.lang),
    )


def entry_html(pid: str, lang: str) -> SafeString:
    """Only the text of the page. Raises `Entry.DoesNotExist` as the page does."""
    text = Entry.objects.published().prefetch_related("texts").get(pid=pid).text_in(lang)
    if text is None:
        raise Entry.DoesNotExist
    return text.html


def _related(entry: Entry, text: EntryText, lang: str) -> list[EntryLink]:
    """Those named beside it first, then its neighbours by meaning."""
    found = _links(Q(key__in=entry.related) | Q(pid__in=entry.related), lang)
    if len(found) < MOST_RELATED:
        pids = [pid for pid in _neighbours(entry, text) if pid not in {link.pid for link in found}]
        by_pid = {link.pid: link for link in _links(Q(pid__in=pids), lang)}
        found += [by_pid[pid] for pid in pids if pid in by_pid]
    return found[:MOST_RELATED]


def _neighbours(entry: Entry, text: EntryText) -> list[str]:
    """They change seldom and cost a third of the page; whether they may still be read is asked each time."""
    key = f"knowledge.neighbours.{entry.pid}.{text.lang}.{entry.updated_at.timestamp()}"
    pids: list[str] | None = cache.get(key)
    if pids is None:
        near = content_neighbours(
            [text.question],
            purpose="duplicates",
            kinds=["entry"],
            limit=MOST_RELATED,
            exclude=frozenset([("entry", entry.pid)]),
        )
        pids = [pid for _, pid, _ in near]
        cache.set(key, pids, NEIGHBOURS_SECONDS)
    return pids


def _links(which: Q, lang: str) -> list[EntryLink]:
    entries = Entry.objects.published().filter(which).prefetch_related("texts").order_by("pk")
    return [
        EntryLink(entry.pid, text.question, text.lang) for entry in entries if (text := entry.text_in(lang)) is not None
    ]


def review_queue(viewer: Person, lang: str) -> tuple[DraftLine, ...]:
    """The drafts that wait for a second person, the oldest first."""
    drafts = (
        Entry.objects.awaiting_review()
        .select_related("topic", "drafted_by")
        .prefetch_related("texts", "sources")
        .annotate(removed=Count("texts__removals"))
        .order_by("created_at")
    )
    return tuple(
        _line(cast("Draft", draft), text, viewer) for draft in drafts if (text := draft.text_in(lang)) is not None
    )


def _line(draft: "Draft", text: EntryText, viewer: Person) -> DraftLine:
    return DraftLine(
        pid=draft.pid,
        question=text.question,
        lang=text.lang,
        langs=tuple(each.lang for each in draft.texts.all()),
        topic=draft.topic.name if draft.topic else "",
        drafted_by=str(draft.drafted_by or ""),
        mine=draft.drafted_by_id == viewer.pk,
        created=draft.created_at,
        questions=tuple(source.question for source in draft.sources.all()),
        removed=draft.removed,
        is_cleared=draft.is_cleared,
    )


def draft_page(pid: str, viewer: Person, lang: str) -> DraftPage:
    """One draft with what was taken out of it and what already answers it. Raises `Entry.DoesNotExist`."""
    draft = Entry.objects.awaiting_review().select_related("topic", "drafted_by").prefetch_related("texts").get(pid=pid)
    texts = {text.lang: text for text in draft.texts.all()}
    return DraftPage(
        entry=draft,
        texts=texts,
        removals=tuple(Removal.objects.filter(text__entry=draft).select_related("text").order_by("pk")),
        wordings={wording.lang: wording.text for wording in Wording.objects.filter(entry=draft)},
        questions=tuple(draft.sources.values_list("question", flat=True)),
        answered_by=_already_answered(texts.values(), viewer, lang),
        mine=draft.drafted_by_id == viewer.pk,
    )


def _already_answered(texts: Iterable[EntryText], viewer: Person, lang: str) -> tuple[Hit, ...]:
    text = next(iter(texts), None)
    if text is None:
        return ()
    found = search(
        text.question, viewer=Viewer.of(viewer), lang=lang, purpose="duplicates", kinds=["entry"], limit=MOST_LIKE_IT
    )
    return tuple(found.hits)


def drafts_waiting() -> int:
    return Entry.objects.awaiting_review().count()
