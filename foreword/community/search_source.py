"""Public threads as search sees them: the question with what was replied; never a hidden one."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils import translation

from foreword.community.models import Thread
from foreword.community.models.thread import ThreadQuerySet
from foreword.kernel.sanitise import plain_text, text_lines
from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

SNIPPET = 180
AT_ONCE = 500


class ThreadDocuments:
    kind = "community"

    def documents(self) -> Iterator[Document]:
        for thread in _whole(Thread.objects.public()).iterator(chunk_size=AT_ONCE):
            yield _document(thread)

    def document(self, key: str) -> list[Document]:
        return [_document(thread) for thread in _whole(Thread.objects.public().filter(pid=key))]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:  # noqa: ARG002 - public is public for all
        threads = _whole(Thread.objects.public().filter(pid__in=keys))
        with translation.override(lang):
            return {thread.pid: _presented(thread) for thread in threads}


def _whole(threads: ThreadQuerySet) -> ThreadQuerySet:
    """An erased asker leaves a thread without words: it keeps its place, but nobody can look for it."""
    return threads.exclude(title="").select_related("topic").prefetch_related("replies").order_by("pk")


def _document(thread: Thread) -> Document:
    return Document(
        kind="community",
        key=thread.pid,
        lang=thread.lang,
        access="public",
        title=thread.title,
        body=_text(thread),
        topics=(thread.topic.key, thread.topic.name_en, thread.topic.name_zh) if thread.topic else (),
        year=thread.asked_at.year,
    )


def _text(thread: Thread) -> str:
    return text_lines(" ".join([thread.html, *(reply.html for reply in thread.replies.all())]))


def _presented(thread: Thread) -> Presented:
    replies = thread.replies.all()
    text = plain_text(thread.html)
    return Presented(
        title=thread.title,
        url=reverse("community:thread", args=[thread.pid]),
        snippet=text if len(text) <= SNIPPET else text[:SNIPPET] + "…",
        lang=thread.lang,
        meta={
            "topic": thread.topic.name if thread.topic else "",
            "replies": len(replies),
            "endorsed": any(reply.endorsed_by_id for reply in replies),
        },
        text=partial(_text, thread),
        topic=thread.topic_id or "",
        year=thread.asked_at.year,
    )
