"""The asker takes a question back, because they found it or no longer need it; and may think better of it."""

from foreword.desk.actions.following_up import end_follow_up
from foreword.desk.actions.steps import enter, hold_living, reopen_ended, wait_anew
from foreword.desk.models import Question, ReviewState, Stage, TaskState
from foreword.desk.queries.taking_back import REASONS, may_come_back, may_take_back
from foreword.desk.refusals_of_care import NotOpen
from foreword.desk.story import story
from foreword.kernel.clock import now


@story
def take_back(*, question: Question, reason: str) -> None:
    """What the desk still had to do for it is not needed any more. The same twice is once.

    Raises NotOpen for what is answered or filed, and while its chat waits in the line.
    """
    hold_living(question)
    if question.ended in REASONS:
        return
    if reason not in REASONS or not may_take_back(question):
        raise NotOpen
    at = now()
    end_follow_up(question)
    question.tasks.open().update(state=TaskState.DROPPED, closed_at=at)
    question.reviews.waiting().before_sending().update(state=ReviewState.WITHDRAWN, decided_at=at)
    question.ended, question.archived_at, question.waiting_since = reason, at, None
    enter(question, Stage.ARCHIVED, question.asker)


@story
def take_up_again(*, question: Question) -> None:
    """It stands where it stood, with all that was given up with it. Twice is once. Raises NotOpen when too late."""
    hold_living(question)
    if question.is_open:
        return
    if not may_come_back(question):
        raise NotOpen
    if not question.reviews.waiting().before_sending().exists():
        given_up = question.reviews.filter(decided_at=question.archived_at, state=ReviewState.WITHDRAWN)
        given_up.update(state=ReviewState.WAITING, decided_at=None)
    dropped = question.tasks.filter(closed_at=question.archived_at, closed_by=None, state=TaskState.DROPPED)
    dropped.update(state=TaskState.OPEN, closed_at=None)
    reopen_ended(question)
    wait_anew(question)
