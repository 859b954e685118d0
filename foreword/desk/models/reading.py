"""That a librarian opened a reader's question: one row a librarian, question and day, behind one audit entry."""

from django.conf import settings
from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import today


class StaffReading(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="readings")
    librarian = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "librarian", "day"], name="reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.librarian_id} read {self.question_id}"
