"""What stood over a message that came by mail, and which mails belong to which conversation."""

import hashlib

from django.db import models

from foreword.channels.models.conversation import Conversation
from foreword.channels.models.inbound import InboundMail
from foreword.channels.models.message import Message


class Letterhead(models.Model):
    """`message.text` is what the sender wrote; `whole` keeps what they quoted, for whoever wants to see it."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="letterhead")
    mail = models.ForeignKey(InboundMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="letterheads")
    sender = models.CharField(max_length=320, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    own_id = models.CharField(max_length=900, blank=True, help_text="its Message-ID")
    references = models.TextField(blank=True, help_text="Message-IDs, the nearest last")
    whole = models.TextField(blank=True)
    stranger = models.BooleanField(default=False, help_text="not the address that the answers go to")

    def __str__(self) -> str:
        return f"mail of {self.message}"


class MailReference(models.Model):
    """A Message-ID that was seen in a conversation: a later mail that names it belongs there. Only its hash is kept."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="mail_references")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "digest"], name="reference_once")]

    def __str__(self) -> str:
        return self.digest[:12]


def digest_of(message_id: str) -> str:
    return hashlib.sha256(message_id.strip().lower().encode("utf-8", "replace")).hexdigest()
