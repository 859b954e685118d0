"""Past answers, findable by the desk alone: what colleagues have answered before is the first thing to look at."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import override

from foreword.channels.models import Message
from foreword.desk.models import Question
from foreword.desk.models.question import QuestionQuerySet
from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

KIND: Final = "question"
_SNIPPET: Final = 220


class PastAnswers:
    kind = KIND

    def documents(self) -> Iterator[Document]:
        for question in self._answered().iterator(chunk_size=500):
            yield _document(question)

    def document(self, key: str) -> list[Document]:
        return [_document(question) for question in self._answered().filter(pid=key)]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:
        if not viewer.is_staff:
            return {}
        with override(lang):
            return {question.pid: _presented(question) for question in self._answered().filter(pid__in=keys)}

    def _answered(self) -> QuestionQuerySet:
        said = Message.objects.for_reader().filter(kind__in=["text", "answer"]).order_by("seq")
        rows = Question.objects.filter(answered_at__isnull=False).exclude(text="").order_by("pk")
        return rows.select_related("conversation", "topic").prefetch_related(
            Prefetch("conversation__messages", queryset=said, to_attr="said")
        )


def _answer_of(question: Question) -> str:
    return next((message.text for message in reversed(_said(question)) if message.kind == "answer"), "")


def _said(question: Question) -> list[Message]:
    said: list[Message] = getattr(question.conversation, "said", [])
    return said


def _thread_of(question: Question) -> str:
    """The whole thread as its reader sees it: a note for colleagues is found by nobody."""
    return "\n\n".join([question.text, *(each.text for each in _said(question) if each.client_id != "question")])


def _document(question: Question) -> Document:
    topic = (question.topic.key, question.topic.name_en, question.topic.name_zh) if question.topic else ()
    return Document(
        kind=KIND,
        key=question.pid,
        lang=question.lang,
        access="staff",
        title=question.headline,
        body=_thread_of(question),
        topics=(*topic, question.clc) if question.clc else topic,
        year=question.asked_at.year,
    )


def _presented(question: Question) -> Presented:
    answer = " ".join(_answer_of(question).split())
    return Presented(
        title=question.headline,
        url=reverse("workbench:question", args=[question.pid]),
        snippet=answer if len(answer) <= _SNIPPET else answer[: _SNIPPET - 1].rstrip() + "…",
        lang=question.lang,
        meta={
            "topic": question.topic_id or "",
            "stage": question.stage,
            "answered_at": question.answered_at.isoformat() if question.answered_at else "",
        },
        text=partial(str, answer),
        topic=question.topic_id or "",
        clc=question.clc,
        year=question.asked_at.year,
    )
