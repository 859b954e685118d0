"""A mail on its way out: written in the transaction that caused it, under a Message-ID that never changes.

By default a notice says that there is an answer and where, never what was asked (ALA; FERPA).
A mail that may or may not have left is "uncertain" and stays so until a person decides: nobody gets it twice unasked.
"""

from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class MailState(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


class OutboundMail(models.Model):
    pid = PublicIdField()
    message_id = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    lang = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, default=MailState.WAITING, choices=MailState.choices)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.pid

    def be(self, state: MailState, error: str = "") -> None:
        self.state = state
        self.error = error
        self.sent_at = now() if state == MailState.SENT else None
        self.save(update_fields=["state", "error", "sent_at"])
