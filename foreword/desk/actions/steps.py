"""The steps that several stories share: take hold of a question, enter a stage, make sure that nobody else has it."""

import secrets
from typing import Final

from foreword.channels.actions import accept_message
from foreword.channels.models import Author
from foreword.desk.actions.winding import set_clocks
from foreword.desk.events import QuestionMoved
from foreword.desk.feed import announce_change
from foreword.desk.models import OPEN_STAGES, Claim, Question, Review, Stage, StageVisit
from foreword.desk.quality.refusals import ReviewOpen
from foreword.desk.refusals import AlreadyClaimed, Forgotten, NotAtTheDesk, TasksOpen
from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.models import Person

WHOLE: Final = [each.attname for each in Question._meta.concrete_fields if each.name not in {"id", "conversation"}]
"""What may change: a question's conversation is the same for ever."""


def hold(question: Question) -> None:
    """Lock the question's row until the end of the story and read it anew: what the caller knew may be old."""
    question.refresh_from_db(fields=WHOLE, from_queryset=Question.objects.select_for_update())


def enter(question: Question, stage: Stage, by: Person | None) -> None:
    """Stand in `stage` from now on; a visit is written, and live pages and other rooms hear of it."""
    if question.stage == stage:
        return
    question.stage = stage
    if stage != Stage.ARCHIVED:
        question.ended = ""
    if stage not in OPEN_STAGES:
        stop_reminding(question)
    question.save()
    StageVisit.objects.create(question=question, stage=stage, by=by)
    publish(QuestionMoved(question=question.pid, stage=stage))
    tell_pages(question, stage, by, internal=False)


def stop_reminding(question: Question) -> bool:
    """What the reader was asked for is here, or is asked no more."""
    return bool(question.askings_back.standing().update(ended_at=now()))


def reopen_ended(question: Question) -> None:
    """What was closed without an answer is open again: where it stood, and with whoever had it."""
    if question.ended:
        question.archived_at = None
        stood = question.visits.filter(stage__in=OPEN_STAGES).order_by("entered_at", "pk").last()
        enter(question, Stage(stood.stage) if stood else Stage.RECEIVED, question.asker)


def wait_anew(question: Question) -> None:
    """What the reader wrote and nobody replied to waits here again."""
    said = question.conversation.messages.for_reader().exclude(kind="state").exclude(client_id="question")
    reply = said.filter(author=Author.LIBRARIAN).order_by("seq").last()
    unread = said.filter(author=Author.READER, seq__gt=reply.seq if reply else 0).order_by("seq").first()
    question.waiting_since = unread.sent_at if unread else None
    question.save()


def tell_pages(question: Question, news: str, by: Person | None, *, internal: bool) -> None:
    """A "state" message: it makes pages that follow the conversation look again, and is shown nowhere."""
    accept_message(
        conversation=question.conversation,
        author=Author.SYSTEM,
        person=by,
        text=news,
        client_id=f"state-{secrets.token_hex(8)}",
        kind="state",
        internal=internal,
    )
    set_clocks(question)
    announce_change()


def standing_claim(question: Question) -> Claim | None:
    return question.claims.filter(released_at__isnull=True).select_related("librarian").first()


def refuse_outsiders(by: Person) -> None:
    if not by.is_librarian:
        raise NotAtTheDesk


def refuse_others(question: Question, by: Person) -> Claim | None:
    """Two people never work on the same question unknowingly. Returns the claim that `by` has, if any."""
    refuse_outsiders(by)
    claim = standing_claim(question)
    if claim and claim.librarian_id != by.pk:
        raise AlreadyClaimed(claim.librarian)
    return claim


def refuse_open_tasks(question: Question) -> None:
    """What somebody still has to do for a question keeps it from being filed."""
    count = question.tasks.open().count()
    if count:
        raise TasksOpen(count)


def refuse_open_review(question: Question) -> None:
    """An answer that somebody is to read is not left behind."""
    if Review.objects.waiting().before_sending().filter(question=question).exists():
        raise ReviewOpen


def hold_living(question: Question) -> None:
    """What is written into an emptied question would be nobody's: no erasure would ever find it."""
    hold(question)
    if not question.text:
        raise Forgotten
