"""Entries as search sees them: published ones only, each with the words in which readers asked for it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from django.urls import reverse
from django.utils import translation

from foreword.kernel.sanitise import plain_text, render_markdown, text_lines
from foreword.knowledge.models import Entry, EntryText
from foreword.knowledge.models.entry import EntryQuerySet
from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

SNIPPET = 180
TOO_SHORT = 16
AT_ONCE = 500


class EntryDocuments:
    kind = "entry"

    def documents(self) -> Iterator[Document]:
        for entry in _whole(Entry.objects.published()).iterator(chunk_size=AT_ONCE):
            yield from _documents(entry)

    def document(self, key: str) -> list[Document]:
        entry = _whole(Entry.objects.published().filter(pid=key)).first()
        return _documents(entry) if entry else []

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:  # noqa: ARG002 - published is published for all
        entries = Entry.objects.published().filter(pid__in=keys).select_related("topic").prefetch_related("texts")
        with translation.override(lang):
            return {entry.pid: _presented(entry, text) for entry in entries if (text := entry.text_in(lang))}


def _whole(entries: EntryQuerySet) -> EntryQuerySet:
    return entries.select_related("topic").prefetch_related("texts", "wordings").order_by("pk")


def _documents(entry: Entry) -> list[Document]:
    topic = (entry.topic.key, entry.topic.name_en, entry.topic.name_zh) if entry.topic else ()
    return [
        Document(
            kind="entry",
            key=entry.pid,
            lang=text.lang,
            access="public",
            title=text.question,
            body=plain_text(text.html),
            variants=tuple(wording.text for wording in entry.wordings.all() if wording.lang == text.lang),
            topics=(*topic, entry.clc) if entry.clc else topic,
            audience=tuple(entry.audience),
            identifiers=(entry.clc,) if entry.clc else (),
            year=entry.updated_at.year,
        )
        for text in entry.texts.all()
    ]


def _presented(entry: Entry, text: EntryText) -> Presented:
    return Presented(
        title=text.question,
        url=reverse("portal:entry", args=[entry.pid]),
        snippet=opening(lead(text.answer)),
        lang=text.lang,
        meta={"topic": entry.topic.name if entry.topic else "", "audience": entry.audience, "clc": entry.clc},
        text=partial(whole, text.answer),
        langs=tuple(each.lang for each in entry.texts.all()),
        topic=entry.topic_id or "",
        clc=entry.clc,
        audience=tuple(entry.audience),
        year=entry.updated_at.year,
    )


@lru_cache(maxsize=4096)
def lead(markdown: str) -> str:
    """The first paragraph, which says it in short; the whole text where it says too little or only leads on to a list.

    Kept in memory by its text: every list of hits shows leads, and Markdown is the slow part of showing them.
    """
    first = plain_text(render_markdown(markdown.strip().partition("\n\n")[0]))
    says_it = len(first) >= TOO_SHORT and not first.endswith((":", "："))
    return first if says_it else plain_text(render_markdown(markdown))


@lru_cache(maxsize=4096)
def whole(markdown: str) -> str:
    return text_lines(render_markdown(markdown))


def opening(text: str) -> str:
    """The first words, cut at a space where there is one."""
    if len(text) <= SNIPPET:
        return text
    cut = text[:SNIPPET]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-30:] else cut).rstrip(" .…:：,，") + "…"
