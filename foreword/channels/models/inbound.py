"""A mail that came in: stored byte for byte before it is acknowledged, then read and filed by a job.

`external_id` makes a mail one however often it is delivered: its Message-ID, and where two mails share one (or have
none) the bytes themselves. What stays undone is found by its `step`, never by memory of a process.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class MailStep(models.TextChoices):
    STORED = "stored"
    """Not filed yet."""
    FILED = "filed"
    """In a thread."""
    ASIDE = "aside"
    """Kept, shown to staff, in no thread: list mail, loops, floods. `reason` says which."""
    FAILED = "failed"
    """Could not even be filed as unreadable; `error` says why. A person looks."""


class InboundMailQuerySet(models.QuerySet["InboundMail"]):
    def waiting(self) -> Self:
        return self.filter(step=MailStep.STORED)

    def free(self, at: datetime) -> Self:
        """To be filed, and by nobody alive."""
        return self.waiting().filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at))


class InboundMail(models.Model):
    pid = PublicIdField()
    external_id = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the Message-ID, or of the bytes")
    sha256 = models.CharField(max_length=64)
    body_sha256 = models.CharField(max_length=64, help_text="of what follows the head, line ends folded")
    size = models.PositiveIntegerField(help_text="bytes")
    cut = models.BooleanField(default=False, help_text="larger than the limit: only its beginning was taken")
    via = models.CharField(max_length=8, choices=[("imap", "IMAP"), ("lmtp", "LMTP"), ("smtp", "SMTP")])
    envelope_from = models.CharField(max_length=320, null=True, blank=True, help_text="null where the way in hides it")
    recipients = models.JSONField(default=list, help_text="of the envelope")
    sender = models.CharField(max_length=320, blank=True, db_index=True)
    subject = models.CharField(max_length=300, blank=True)
    step = models.CharField(max_length=8, choices=MailStep.choices, default=MailStep.STORED)
    reason = models.CharField(max_length=16, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    received_at = models.DateTimeField(default=now)
    filed_at = models.DateTimeField(null=True, blank=True)

    objects = InboundMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["received_at"], name="mail_waiting", condition=Q(step="stored")),
            models.Index(fields=["-received_at"], name="mail_aside", condition=Q(step__in=["aside", "failed"])),
        ]

    def __str__(self) -> str:
        return self.pid


class RawMail(models.Model):
    """The bytes, apart from the row that lists are made of."""

    mail = models.OneToOneField(InboundMail, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    stored_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"raw {self.mail_id}"


class MailboxCursor(models.Model):
    """How far a mailbox has been read. Moves in the transaction that stores the mail, so it is never ahead of it."""

    mailbox = models.CharField(max_length=200, unique=True, help_text="user@host/folder")
    uid_validity = models.BigIntegerField(default=0)
    uid = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="when the mailbox last answered")
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.mailbox
