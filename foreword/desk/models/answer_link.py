"""What an answer's mail carries: leave to say once, without signing in, whether it answered.

The token is not stored: it is made from the row's random id with the server's key (`desk.links`). The row says whether
it may still be used.
"""

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models

from foreword.channels.models import Message
from foreword.desk.models.question import Question
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField

LIFETIME: Final = timedelta(days=60)


def _expiry() -> datetime:
    return now() + LIFETIME


class AnswerLinkQuerySet(models.QuerySet["AnswerLink"]):
    def unspent(self) -> Self:
        return self.filter(spent_at=None, expires_at__gt=now())


class AnswerLink(models.Model):
    pid = PublicIdField()
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answer_links")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="answer_link")
    expires_at = models.DateTimeField(default=_expiry)
    spent_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid

    @property
    def is_unspent(self) -> bool:
        return self.spent_at is None and self.expires_at > now()
