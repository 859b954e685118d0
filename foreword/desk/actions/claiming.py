"""A librarian takes a question, or gives it back. Of two at once exactly one wins, and the other is told who."""

from django.db import IntegrityError, transaction

from foreword.desk.actions.chat_line import take_chat, wait_again
from foreword.desk.actions.steps import enter, hold, refuse_others, refuse_outsiders, standing_claim, tell_pages
from foreword.desk.models import Claim, Question, Stage
from foreword.desk.refusals import AlreadyClaimed, NotYours
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person


@story
def claim(*, question: Question, librarian: Person) -> Claim:
    """Raises AlreadyClaimed(by). Claiming one's own again changes nothing."""
    hold(question)
    refuse_others(question, librarian)
    return standing_claim(question) or take(question, librarian)


def take(question: Question, librarian: Person) -> Claim:
    try:
        with transaction.atomic():
            taken = Claim.objects.create(question=question, librarian=librarian)
    except IntegrityError:
        winner = standing_claim(question)
        if winner is None:
            raise
        raise AlreadyClaimed(winner.librarian) from None
    question.assignee = librarian
    question.save()
    take_chat(question)
    if question.stage == Stage.RECEIVED:
        enter(question, Stage.ACCEPTED, librarian)
    else:
        tell_pages(question, "claimed", librarian, internal=True)
    return taken


@story
def release(*, question: Question, by: Person) -> None:
    """Give a question back to the queue; its stage stays. Only its holder or the head of service: else NotYours."""
    hold(question)
    refuse_outsiders(by)
    standing = standing_claim(question)
    if standing is None:
        return
    if standing.librarian_id != by.pk and not by.is_head:
        raise NotYours
    standing.released_at = now()
    standing.save(update_fields=["released_at"])
    question.assignee = None
    question.save()
    wait_again(question)
    tell_pages(question, "released", by, internal=True)
