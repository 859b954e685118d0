"""What a question took: measured from its thread, and anew whenever the question changes.

It says nothing of who asked or answered, so it outlives both: what is left of a forgotten question is how long it took.
"""

from datetime import date
from typing import Final, Self

from django.db import models

from foreword.channels.models import Medium
from foreword.desk.models.question import Kind, Question, Read, Tier
from foreword.kernel.clock import now

_ASKED: Final = ("month", "weekday", "hour", "tier", "medium", "kind", "read")
_TOOK: Final = ("first_reply", "first_reply_open", "answer", "answer_open", "waited", "on_first", "reopened")


class TurnaroundQuerySet(models.QuerySet["Turnaround"]):
    def counted(self) -> Self:
        """A question that goes on in another one is counted there."""
        return self.filter(merged=False)

    def asked_between(self, since: date, until: date) -> Self:
        """Both days included."""
        return self.filter(asked_on__range=(since, until))


class Turnaround(models.Model):
    """Lengths are seconds (`hours.spent` says how exact). `_open`: of opening hours, as the promises are counted.

    What a question is (`tier` to `read`) is copied here, so that years of questions are counted from one narrow table.
    """

    question = models.OneToOneField(Question, primary_key=True, on_delete=models.CASCADE, related_name="turnaround")
    asked_on = models.DateField(help_text="in the library's zone, as month, weekday and hour are")
    month = models.DateField(help_text="its first day")
    weekday = models.PositiveSmallIntegerField(help_text="1: Monday")
    hour = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=10, choices=Tier.choices)
    medium = models.CharField(max_length=8, choices=Medium.choices)
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True)
    read = models.PositiveSmallIntegerField(null=True, blank=True, choices=Read.choices)
    merged = models.BooleanField(default=False)
    first_reply = models.PositiveIntegerField(null=True, blank=True, help_text="since it was asked")
    first_reply_open = models.PositiveIntegerField(null=True, blank=True)
    answer = models.PositiveIntegerField(null=True, blank=True, help_text="the first answer, since it was asked")
    answer_open = models.PositiveIntegerField(null=True, blank=True, help_text="without waiting for its reader")
    waited = models.PositiveIntegerField(null=True, blank=True, help_text="for its reader, before the first answer")
    on_first = models.BooleanField(null=True, blank=True, help_text="the first reply was the answer and stayed it")
    reopened = models.PositiveSmallIntegerField(default=0, help_text="how often, after an answer")
    measured_at = models.DateTimeField(default=now)

    objects = TurnaroundQuerySet.as_manager()

    class Meta:
        # All that figures read, in the order in which they read it: the table itself is never opened for them.
        indexes = [models.Index(fields=["asked_on", "merged", *_ASKED, *_TOOK], name="turnaround_figures")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.answer}"
