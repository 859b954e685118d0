"""Measure what questions took. A job does it, a few minutes after the last change, so that no story has to wait."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import F, Q
from django.utils.timezone import get_default_timezone

from foreword.desk.hours.spent import spent
from foreword.desk.models import OPEN_STAGES, Question, Stage, StageVisit, Tie, Turnaround
from foreword.desk.queries.clocks import said_in
from foreword.desk.queries.hours import service_hours, working_time
from foreword.desk.story import story
from foreword.kernel.clock import now

BATCH: Final = 500
_CLOSED: Final = frozenset([Stage.ANSWERED, Stage.SATISFIED, Stage.ARCHIVED])
_MEASURES: Final = [field.name for field in Turnaround._meta.fields if field.name != "question"]


def measure_changed(*, most: int = 20 * BATCH) -> int:
    """Measure the questions that changed since they were measured, and those that never were; how many.

    An emptied question keeps the measures of its living days: its thread has nothing to measure any more.
    """
    changed = Q(turnaround=None) | Q(updated_at__gt=F("turnaround__measured_at"))
    pks = list(Question.objects.filter(changed).exclude(text="").order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(pks), BATCH):
        at = now()  # before they are read: what changes meanwhile is measured again
        _keep(_measured(pks[start : start + BATCH], at))
    return len(pks)


@story
def _keep(rows: list[Turnaround]) -> None:
    there = set(Question.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    Turnaround.objects.bulk_create(
        [row for row in rows if row.pk in there],
        update_conflicts=True,
        unique_fields=["question"],
        update_fields=_MEASURES,
    )


def _measured(pks: Sequence[int], at: datetime) -> list[Turnaround]:
    questions = Question.objects.filter(pk__in=pks).defer("text")
    said, reopened = said_in(questions), _reopened(pks)
    merged = set(Tie.objects.merged().filter(question__in=pks).values_list("question_id", flat=True))
    hours, known = working_time(), service_hours()
    zone = known.zone if known else get_default_timezone()
    rows = []
    for question in questions:
        took, asked, again = spent(said[question.pk], hours), question.asked_at.astimezone(zone), reopened[question.pk]
        rows.append(
            Turnaround(
                question=question,
                asked_on=asked.date(),
                month=asked.date().replace(day=1),
                weekday=asked.isoweekday(),
                hour=asked.hour,
                tier=question.tier,
                medium=question.medium,
                kind=question.kind,
                read=question.read,
                merged=question.pk in merged,
                first_reply=took.first_reply,
                first_reply_open=took.first_reply_open,
                answer=took.answer,
                answer_open=took.answer_open,
                waited=took.waited,
                on_first=took.on_first and not again,
                reopened=again,
                measured_at=at,
            )
        )
    return rows


def _reopened(pks: Sequence[int]) -> dict[int, int]:
    """How often each came back to an open stage after it had been answered."""
    times: dict[int, int] = defaultdict(int)
    before: dict[int, str] = {}
    answered: set[int] = set()
    visits = StageVisit.objects.filter(question__in=pks).order_by("question", "entered_at", "pk")
    for question, stage in visits.values_list("question_id", "stage"):
        if stage in OPEN_STAGES and question in answered and before[question] in _CLOSED:
            times[question] += 1
        if stage in {Stage.ANSWERED, Stage.SATISFIED}:
            answered.add(question)
        before[question] = stage
    return times
