"""What the desk does when something happened: have a new question understood, draft an entry from a filed one."""

import re

from foreword.desk.actions import close_emptied
from foreword.desk.events import QuestionArchived, QuestionAsked
from foreword.desk.models import Question
from foreword.desk.queries.named import people_named
from foreword.kernel.events import RowsErased
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.outbox import EventTable
from foreword.knowledge.actions import draft_entry
from foreword.knowledge.models import EntryText
from foreword.people.models import Person

_COURTESIES = 80
"""An answer that adds no more than a greeting to an entry's words adds nothing to the reference database."""


def have_it_understood(event: QuestionAsked) -> None:
    """By a job of its own: encoders take their time, and a receiver runs inside a transaction."""
    add_job("foreword.desk.tasks.understand_question", args=[event.question])


def draft_from_answer(event: QuestionArchived) -> None:
    """Unless the answer only quoted an entry that is there already, or its asker has been forgotten meanwhile."""
    question = Question.objects.select_related("asker", "topic").filter(pid=event.question).first()
    if question is None or not question.text:
        return
    answers = question.conversation.messages.filter(kind="answer").order_by("seq").select_related("person")
    last = answers.last()
    if last is None or not last.text or _quotes_an_entry(question, last.text):
        return
    draft_entry(
        question=question.pid,
        lang=question.lang,
        text=question.text,
        answer=last.text,
        topic=question.topic,
        clc=question.clc,
        drafted_by=Person.objects.filter(pid=event.archived_by).first(),
        names=people_named(question),
        asker_agreed=question.publish_consent,
    )


def close_what_was_erased(event: RowsErased) -> None:
    if event.kind == "question":
        close_emptied(pids=event.keys)


def _quotes_an_entry(question: Question, answer: str) -> bool:
    keys = question.citations.filter(kind="entry", message__isnull=False).values_list("key", flat=True)
    said = _folded(answer)
    texts = [_folded(text) for text in EntryText.objects.filter(entry__pid__in=keys).values_list("answer", flat=True)]
    return any(text and text in said and len(said) - len(text) <= _COURTESIES for text in texts)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


RECEIVERS: EventTable = {
    QuestionAsked: [have_it_understood],
    QuestionArchived: [draft_from_answer],
    RowsErased: [close_what_was_erased],
}
