"""What is to come while a question waits for its reader: reminders, and at last its closing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q

from foreword.desk.hours.reminders import CLOSE, REMIND, Plan, Step, steps_ahead
from foreword.desk.models import AskingBack, CareRules, Question
from foreword.desk.queries.hours import working_time


@dataclass(frozen=True, slots=True)
class WaitingForReader:
    asked_at: datetime
    reminded_at: datetime | None
    ahead: tuple[Step, ...]

    @property
    def reminds_at(self) -> datetime | None:
        return next((step.at for step in self.ahead if step.kind == REMIND), None)

    @property
    def closes_at(self) -> datetime | None:
        return next((step.at for step in self.ahead if step.kind == CLOSE), None)


def waiting_for_reader(question: Question) -> WaitingForReader | None:
    """None where nothing is asked of the reader, or they have written."""
    if not question.is_open or question.waiting_since:
        return None
    asking = question.askings_back.standing().first()
    if asking is None:
        return None
    return WaitingForReader(asking.asked_at, asking.reminded_at, steps_of(asking))


def steps_of(asking: AskingBack) -> tuple[Step, ...]:
    last = asking.reminded_at or asking.asked_at
    return steps_ahead(plan(), working_time(), last=last, reminded=asking.reminded)


def plan() -> Plan:
    rules = CareRules.standing()
    days = sorted({rules.remind_first, rules.remind_again} - {0})
    return Plan(tuple(days), rules.close_after)


def is_asked_back() -> ExpressionWrapper:
    """Of the questions of a list: whether one stands. What its reader has written since is not looked at.

    Asked once for the whole list: those that stand are few, however many there have been.
    """
    standing = AskingBack.objects.standing().values("question")
    return ExpressionWrapper(Q(pk__in=standing), output_field=BooleanField())
