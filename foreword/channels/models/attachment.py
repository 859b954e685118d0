"""A file that came with a message. Its name is for people only; it lies under a random one, outside what is served."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models, transaction

from foreword.channels.models.message import Medium, Message
from foreword.channels.sniffing import PICTURES, SOUNDS
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


def attachment_storage() -> Storage:
    return storages["attachments"]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """Their files go with them, once no other row has them."""
        names = [name for name in self.values_list("file", flat=True) if name]
        gone = super().delete()
        transaction.on_commit(lambda: forget_files(names), robust=True)
        return gone


class Attachment(models.Model):
    pid = PublicIdField()
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=180)
    mime = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(max_length=120, blank=True, storage=attachment_storage)
    refused = models.CharField(
        max_length=8,
        blank=True,
        choices=[("size", "size"), ("type", "type")],
        help_text="why it was not kept; the sender was told",
    )
    added_at = models.DateTimeField(default=now)

    objects = AttachmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid

    def may_be_shown(self, message: Message) -> bool:
        """A picture that was made anew here. What came by mail is what its sender says it is: only handed out."""
        return message.medium != Medium.MAIL and self.mime in PICTURES and not self.refused

    def may_be_played(self, message: Message) -> bool:
        """Sound from a page, which is what its own bytes say: a player is all that a browser makes of it."""
        return message.medium != Medium.MAIL and self.mime in SOUNDS and not self.refused

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        name = self.file.name
        gone = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: forget_files([name] if name else []), robust=True)
        return gone


def forget_files(names: list[str]) -> int:
    """Remove the files that no attachment has any more; how many."""
    kept = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
    gone = set(names) - kept
    for name in gone:
        attachment_storage().delete(name)
    return len(gone)
