"""Some days after an answer its reader is asked once whether it worked, unless they have said so by then.

At most one stands for a question (a unique constraint): of its last answer.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from foreword.channels.models import Message
from foreword.desk.models.question import Question


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def standing(self) -> Self:
        """Neither sent nor needless."""
        return self.filter(ended_at__isnull=True)

    def due(self, at: datetime) -> Self:
        return self.standing().filter(due_at__lte=at)


class FollowUp(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="follow_ups")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="follow_up")
    due_at = models.DateTimeField(null=True, blank=True, help_text="never, where empty")
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="it was sent, or is not needed any more")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(ended_at__isnull=True), name="one_follow_up")
        ]
        indexes = [models.Index(fields=["due_at"], name="follow_up_due", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.question_id} due {self.due_at}"
