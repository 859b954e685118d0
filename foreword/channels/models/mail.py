"""A mail on its way out: written in the transaction that caused it, under a Message-ID that never changes.

By default a notice says that there is an answer and where, never what was asked (ALA; FERPA). Whoever asked by mail is
answered by mail. A mail that may or may not have left is "uncertain" and stays so until a person decides: nobody gets
it twice unasked.
"""

from datetime import timedelta
from typing import Final

from django.db import models

from foreword.channels.models.conversation import Conversation
from foreword.channels.models.message import Message
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField

PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360, 360, 360, 720, 720))
"""Before each further try of a mail that the server would not take yet. Together two days, as mail servers try."""


class MailState(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    BOUNCED = "bounced"
    """The mail server had taken it, and a report says that it did not arrive."""


class OutboundMail(models.Model):
    pid = PublicIdField()
    message_id = models.CharField(max_length=255, unique=True)
    carries = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails", help_text="what was said in it"
    )
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails"
    )
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    lang = models.CharField(max_length=8, default="en")
    automatic = models.BooleanField(default=True, help_text="no person wrote it, so no machine should answer it")
    reply_to = models.CharField(max_length=320, blank=True)
    in_reply_to = models.CharField(max_length=900, blank=True)
    references = models.TextField(blank=True)
    unsubscribe = models.CharField(max_length=400, blank=True, help_text="address of one-click unsubscribing")
    state = models.CharField(max_length=10, default=MailState.WAITING, choices=MailState.choices)
    attempt = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    next_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["to", "created_at"], name="mail_to")]

    def __str__(self) -> str:
        return self.pid

    def be(self, state: MailState, error: str = "") -> None:
        self.state = state
        self.error = error[:1000]
        self.sent_at = now() if state == MailState.SENT else self.sent_at
        self.next_at = None
        self.save(update_fields=["state", "error", "sent_at", "next_at"])

    def wait(self, error: str) -> bool:
        """Put off until the next try; False once there is none left, and the mail has failed."""
        if self.attempt >= len(PAUSES):
            self.be(MailState.FAILED, error)
            return False
        self.state, self.error = MailState.WAITING, error[:1000]
        self.next_at = now() + PAUSES[self.attempt]
        self.attempt += 1
        self.save(update_fields=["state", "error", "next_at", "attempt"])
        return True
