"""The desk asked the reader for something: until they write, they are reminded now and then, and at last it is closed.

At most one stands for a question (a unique constraint). Each step is counted in `reminded` in the write that takes it.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from foreword.channels.models import Message
from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class AskingBackQuerySet(models.QuerySet["AskingBack"]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def due(self, at: datetime) -> Self:
        return self.standing().filter(next_at__lte=at)


class AskingBack(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="askings_back")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="asking_back")
    asked_at = models.DateTimeField(default=now)
    reminded = models.PositiveSmallIntegerField(default=0, help_text="how often")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="the last time")
    next_at = models.DateTimeField(null=True, blank=True, help_text="of the next step; none is to come where empty")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AskingBackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(ended_at__isnull=True), name="one_asking_back")
        ]
        indexes = [models.Index(fields=["next_at"], name="asking_back_due", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.question_id} reminded {self.reminded}"
