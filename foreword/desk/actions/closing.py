"""How a question ends: the reader says whether it is answered, the desk files it, and time takes the asker's traces."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from foreword.channels.actions import accept_message, forget_words
from foreword.channels.models import Author, Conversation
from foreword.desk.actions.following_up import end_follow_up
from foreword.desk.actions.steps import (
    enter,
    hold,
    refuse_open_review,
    refuse_open_tasks,
    refuse_others,
    stop_reminding,
)
from foreword.desk.actions.surveying import draw
from foreword.desk.actions.trusting import reconsider
from foreword.desk.events import QuestionArchived
from foreword.desk.feed import announce_change
from foreword.desk.models import Evaluation, Question, SearchRun, Stage, Understanding, Wording
from foreword.desk.queries.standing import last_answerer
from foreword.desk.refusals import NotAnswered, NotForYourRole
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.search.actions import mark_changed

KEEP_CONTACT: Final = timedelta(days=180)
"""After closing (trust.md P13)."""


@story
def evaluate(*, question: Question, satisfied: bool, comment: str = "") -> Evaluation:
    """The reader's word on the answer. "Not yet" reopens the question, with whoever had it. Raises NotAnswered.

    What they say is missing goes into the thread as their message, in their own words. The same word twice, as a
    double click says it, is said once. Raises TextRefused for a comment that is no text.
    """
    comment = accepted_text(comment) if comment.strip() else ""
    hold(question)
    if question.answered_at is None:
        raise NotAnswered
    if (last := _still_stands(question)) and (last.satisfied, last.comment) == (satisfied, comment):
        return last
    end_follow_up(question)
    by = last_answerer(question)
    said = Evaluation.objects.create(question=question, satisfied=satisfied, comment=comment, answered_by=by)
    if satisfied:
        question.waiting_since = None
        question.save()
        if question.stage != Stage.ARCHIVED:
            enter(question, Stage.SATISFIED, question.asker)
        draw(question)
    else:
        question.archived_at = None
        question.waiting_since = question.waiting_since or said.given_at
        stop_reminding(question)
        question.save()
        enter(question, Stage.ACCEPTED, question.asker)
        reconsider(by)
        if said.comment:
            accept_message(
                conversation=question.conversation,
                author=Author.READER,
                person=question.asker,
                text=said.comment,
                client_id=f"evaluation-{said.pk}",
                lang=question.lang,
            )
    return said


def _still_stands(question: Question) -> Evaluation | None:
    """The last word on the answer, while the question is where that word brought it."""
    last = question.evaluations.order_by("given_at", "pk").last()
    if last is None:
        return None
    ended = question.stage in {Stage.SATISFIED, Stage.ARCHIVED} and question.waiting_since is None
    return last if (ended if last.satisfied else question.is_open) else None


@story
def archive(*, question: Question, by: Person) -> None:
    """File an answered question; its answer goes on to the reference database. Raises NotAnswered, NotForYourRole."""
    hold(question)
    refuse_others(question, by)
    if not may(by, "question.archive"):
        raise NotForYourRole
    if question.answered_at is None:
        raise NotAnswered
    if question.stage == Stage.ARCHIVED:
        return
    refuse_open_tasks(question)
    refuse_open_review(question)
    question.archived_at = now()
    question.waiting_since = None
    question.save()
    enter(question, Stage.ARCHIVED, by)
    draw(question)
    publish(QuestionArchived(question=question.pid, archived_by=by.pid))


@transaction.atomic
def close_emptied(*, pids: Iterable[str]) -> None:
    """Take the questions of somebody who was erased off the queue: nobody waits for an answer any more."""
    emptied = Question.objects.filter(pid__in=pids, text="").exclude(stage=Stage.ARCHIVED)
    if emptied.update(stage=Stage.ARCHIVED, archived_at=now(), waiting_since=None, queued_since=None):
        announce_change()


@transaction.atomic
def forget_threads(old: QuerySet[Question]) -> None:
    """Before old questions are emptied and leave their askers: what was said in them goes too, and from the index.

    Afterwards nobody could tell whose words they were, so that no erasure would find them.
    """
    forget_words(Conversation.objects.filter(question__in=old))
    Evaluation.objects.filter(question__in=old).update(comment="")
    Wording.objects.filter(question__in=old).update(text="")
    Understanding.objects.filter(question__in=old).delete()
    SearchRun.objects.filter(question__in=old).delete()
    for pid in old.values_list("pid", flat=True):
        mark_changed(kind="question", key=pid)


def forget_contacts(*, closed_before: datetime) -> int:
    """Mail address and secret link of questions that have long been closed; how many were emptied."""
    closed = Q(archived_at__lt=closed_before) | Q(
        archived_at__isnull=True, stage__in=[Stage.ANSWERED, Stage.SATISFIED], answered_at__lt=closed_before
    )
    kept = Question.objects.filter(closed).exclude(contact="", secret="")
    return kept.update(contact="", secret="", secret_expires_at=None)
