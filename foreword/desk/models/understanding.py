"""What a question is probably about, as a model said when it came, and when a librarian decided.

The decision itself stands in the question (topic, class, READ level, kind, urgent); a row with `decided_at` makes its
question an example to learn from, for as long as its text is kept.
"""

from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Understanding(models.Model):
    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="understanding")
    version = models.CharField(max_length=24, blank=True, help_text="the model that said so; empty: none was asked")
    said = models.JSONField(default=dict, help_text='by head: {"value", "probability", "sure"}')
    urgent = models.BooleanField(default=False, help_text="said to be urgent, probably enough for a mark in the queue")
    said_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.question_id} by {self.version or 'nobody'}"
