"""How a question read before its asker changed it."""

from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Wording(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(blank=True)
    replaced_at = models.DateTimeField(default=now)

    objects: models.Manager["Wording"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.question_id} until {self.replaced_at:%Y-%m-%d %H:%M}"
