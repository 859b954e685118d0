"""A tie between two questions. No message ever moves: a tie says how two threads belong together, and can be undone.

`merged`: the same asker asked twice, and `question` goes on in `other`. `linked`: two askers asked alike; only the desk
knows. `split`: `question` was made of one message of `other`.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from foreword.channels.models import Message
from foreword.desk.models.question import Question, Stage
from foreword.kernel.clock import now


class TieKind(models.TextChoices):
    MERGED = "merged"
    LINKED = "linked"
    SPLIT = "split"


class TieQuerySet(models.QuerySet["Tie"]):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def merged(self) -> Self:
        return self.standing().filter(kind=TieKind.MERGED)


class Tie(models.Model):
    kind = models.CharField(max_length=6, choices=TieKind.choices)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tied")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stage_before = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tied_at = models.DateTimeField(default=now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(kind="merged", undone_at__isnull=True), name="merged_into_one"
            ),
            models.UniqueConstraint(fields=["message"], condition=Q(kind="split"), name="split_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.kind} {self.other_id}"
