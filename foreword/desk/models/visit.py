"""A visit to a stage: the way of a question, as it really went, back and forth."""

from django.conf import settings
from django.db import models

from foreword.desk.models.question import Question, Stage
from foreword.kernel.clock import now


class StageVisit(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="visits")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["question", "entered_at"], name="visit_way")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.stage}"
