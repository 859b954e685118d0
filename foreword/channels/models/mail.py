"""A mail on its way out: written in the transaction that caused it, under a Message-ID that never changes.

By default a notice says that there is an answer and where, never what was asked (ALA; FERPA).
"""

from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class OutboundMail(models.Model):
    pid = PublicIdField()
    message_id = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    lang = models.CharField(max_length=8, default="en")
    state = models.CharField(
        max_length=10,
        default="waiting",
        choices=[("waiting", "waiting"), ("sent", "sent"), ("uncertain", "uncertain"), ("failed", "failed")],
    )
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.pid
