"""What is being written to a question: one draft for the whole desk, that outlives a reload and shows who writes."""

from django.conf import settings
from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Draft(models.Model):
    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="draft")
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=0, help_text="rises with each change: what live pages follow")
    changed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.question_id} v{self.version}"
