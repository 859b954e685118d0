"""A claim: who has taken a question, from when until when. At most one stands, so of two at once exactly one wins."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class Claim(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="claims")
    librarian = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField(default=now)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(released_at__isnull=True), name="claim_one_stands")
        ]

    def __str__(self) -> str:
        return f"{self.librarian_id} has {self.question_id}"
