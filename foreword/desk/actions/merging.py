"""Merge, link, split, and undo.

No message ever moves from one conversation to another, so none can be lost or seen by a stranger: only one and the same
asker, known by their account, is led from one question to the other.
"""

import secrets

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from foreword.channels.actions import accept_message
from foreword.channels.models import Author, Message
from foreword.desk.actions.asking import ask
from foreword.desk.actions.steps import (
    enter,
    hold,
    hold_living,
    refuse_open_review,
    refuse_open_tasks,
    refuse_others,
    tell_pages,
    wait_anew,
)
from foreword.desk.events import QuestionTied, QuestionUntied
from foreword.desk.models import Question, Stage, Tie, TieKind
from foreword.desk.refusals import CannotMerge, CannotSplit
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.kernel.outbox import publish
from foreword.people.models import Person


@story
def merge(*, question: Question, into: Question, by: Person) -> Tie:
    """Let a duplicate go on in another question. Of two different askers the questions are only linked, for the desk.

    Raises CannotMerge, AlreadyClaimed when a colleague has either of them, TasksOpen.
    """
    _refuse_same(question, into)
    _hold_both(question, into)
    refuse_others(question, by)
    refuse_others(into, by)
    if not same_asker(question, into):
        return _link(question, into, by)
    _refuse_chain(question, into)
    refuse_open_tasks(question)
    refuse_open_review(question)
    tie = Tie.objects.create(kind=TieKind.MERGED, question=question, other=into, stage_before=question.stage, by=by)
    if question.waiting_since:  # somebody still has to reply, there
        into.waiting_since = min(into.waiting_since or question.waiting_since, question.waiting_since)
        into.save()
    question.waiting_since, question.archived_at = None, question.archived_at or now()
    question.save()
    enter(question, Stage.ARCHIVED, by)
    _tell_asker(question, gettext_lazy("You asked this twice, so both go on together in your other question."))
    _written(tie, by, "question.merged")
    return tie


@story
def undo(*, tie: Tie, by: Person) -> None:
    """Take a merge or a link back: the question stands again where it stood. Undone twice is undone once."""
    if tie.kind == TieKind.SPLIT:
        raise CannotMerge(gettext_lazy("A question that was made of a message stays one."))
    question, other = tie.question, tie.other
    _hold_both(question, other)
    refuse_others(question, by)
    tie.refresh_from_db()
    if tie.undone_at:
        return
    tie.undone_at, tie.undone_by = now(), by
    tie.save()
    if tie.kind == TieKind.MERGED:
        if tie.stage_before != Stage.ARCHIVED and question.stage == Stage.ARCHIVED:
            question.archived_at = None
            enter(question, Stage(tie.stage_before), by)
        wait_anew(question)
        if question.text:
            _tell_asker(question, gettext_lazy("This question stands on its own again."))
    tell_pages(other, "untied", by, internal=True)
    tell_pages(question, "untied", by, internal=True)
    publish(QuestionUntied(question=question.pid, other=other.pid, by=by.pid))
    _audit(tie, by, "question.untied")


@story
def split(*, message: Message, by: Person) -> Question:
    """Make a question of its own out of a reader's further message; it stays where it was said, too."""
    question = Question.objects.select_related("asker", "conversation").get(conversation=message.conversation_id)
    hold_living(question)
    refuse_others(question, by)
    if message.author != Author.READER or message.client_id == "question" or not message.text:
        raise CannotSplit
    if Tie.objects.filter(message=message, kind=TieKind.SPLIT).exists():
        raise CannotSplit
    asked = ask(
        text=message.text,
        lang=message.lang or question.lang,
        asker=question.asker,
        contact=question.contact,
        medium=message.medium,
        topic=question.topic,
        idempotency_key=f"split-{message.pid}",
        publish_consent=question.publish_consent,
    )
    if not asked.fresh:
        raise CannotSplit
    tie = Tie.objects.create(kind=TieKind.SPLIT, question=asked.question, other=question, message=message, by=by)
    _tell_asker(question, gettext_lazy("A part of what you wrote is a question of its own now."))
    _written(tie, by, "question.split")
    return asked.question


def same_asker(one: Question, other: Question) -> bool:
    """By the account only: a mail address can be written into a form by anybody."""
    return one.asker_id is not None and one.asker_id == other.asker_id


def _link(question: Question, other: Question, by: Person) -> Tie:
    tie, fresh = Tie.objects.get_or_create(
        kind=TieKind.LINKED, question=question, other=other, undone_at=None, defaults={"by": by}
    )
    if fresh:
        _written(tie, by, "question.linked")
    return tie


def _hold_both(one: Question, other: Question) -> None:
    """In the order of their keys, so that two merges the opposite way never wait for each other."""
    for question in sorted((one, other), key=lambda each: each.pk):
        hold(question)


def _refuse_same(question: Question, into: Question) -> None:
    if question.pk == into.pk:
        raise CannotMerge(gettext_lazy("A question cannot go on in itself."))


def _refuse_chain(question: Question, into: Question) -> None:
    if not question.text or not into.text:
        raise CannotMerge(gettext_lazy("One of the two has been erased."))
    if into.stage == Stage.ARCHIVED:
        raise CannotMerge(gettext_lazy("The other question is archived. Move it back to a stage of work first."))
    merged = Tie.objects.merged()
    if merged.filter(question__in=[question, into]).exists() or merged.filter(other=question).exists():
        raise CannotMerge(gettext_lazy("One of the two is merged already. Undo that first."))


def _tell_asker(question: Question, words: Promise) -> None:
    with override(question.lang):
        text = str(words)
    accept_message(
        conversation=question.conversation,
        author=Author.SYSTEM,
        text=text,
        client_id=f"tie-{secrets.token_hex(8)}",
        lang=question.lang,
    )


def _written(tie: Tie, by: Person, action: str) -> None:
    """In the history of both, in the event log and in the audit trail."""
    for each in (tie.question, tie.other):
        tell_pages(each, tie.kind, by, internal=True)
    publish(QuestionTied(question=tie.question.pid, other=tie.other.pid, kind=tie.kind, by=by.pid))
    _audit(tie, by, action)


def _audit(tie: Tie, by: Person, action: str) -> None:
    asker = tie.question.asker
    AuditEntry.write(
        actor=by.pid,
        action=action,
        target=f"desk.question:{tie.question.pid}",
        subject=asker.pid if asker else "",
        purpose="reference work",
    )
