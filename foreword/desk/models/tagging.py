"""A tag on a question: free words, one spelling each (`tag` is folded before it is stored)."""

from django.conf import settings
from django.db import models

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Tagging(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="taggings")
    tag = models.CharField(max_length=40, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "tag"], name="tagged_once")]

    def __str__(self) -> str:
        return self.tag
