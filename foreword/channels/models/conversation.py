"""A conversation: one numbered line of messages, whatever the medium each came by.

`last_seq` is the truth that live pages follow: message n+1 was committed after message n, and no number is missing.
"""

from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class Conversation(models.Model):
    pid = PublicIdField()
    last_seq = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.pid
