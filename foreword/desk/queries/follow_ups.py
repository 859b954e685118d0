"""When a reader is asked whether an answer worked, and what the desk sees of it."""

from datetime import datetime

from foreword.channels.models import Message
from foreword.desk.models import CareRules, FollowUp, Question, Stage, Tie
from foreword.desk.queries.hours import working_time


def due_of(answer: Message) -> datetime | None:
    days = CareRules.standing().follow_up_after
    return working_time().add_open_days(answer.sent_at, days) if days else None


def may_be_asked(question: Question) -> bool:
    """Nobody is asked about what is open again, was forgotten, or goes on in another question."""
    rests = question.stage in {Stage.ANSWERED, Stage.ARCHIVED} and question.waiting_since is None
    return bool(rests and question.text and not Tie.objects.merged().filter(question=question).exists())


def follow_up_of(question: Question) -> FollowUp | None:
    """Of the last answer: to come, or sent. None where its reader said so by themselves."""
    last = question.follow_ups.order_by("-pk").first()
    return last if last and (last.sent_at or (last.ended_at is None and last.due_at)) else None
