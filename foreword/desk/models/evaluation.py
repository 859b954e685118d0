"""The reader's word on an answer: it answers, or not yet (and why). One for each time they say so."""

from django.conf import settings
from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Evaluation(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="evaluations")
    satisfied = models.BooleanField()
    comment = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.question_id}: {'satisfied' if self.satisfied else 'not yet'}"
