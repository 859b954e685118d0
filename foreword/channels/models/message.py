"""A message: what was said, by which side, on which medium. Number and client id are unique in its conversation."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foreword.channels.models.conversation import Conversation
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.kernel.sanitise import render_markdown


class Medium(models.TextChoices):
    WEB = "web", _("Web")
    CHAT = "chat", _("Chat")
    MAIL = "mail", _("Mail")
    WECHAT = "wechat", _("WeChat")
    WEIBO = "weibo", _("Weibo")
    PHONE = "phone", _("Phone")
    DESK = "desk", _("At the desk")
    BOARD = "board", _("Message board")


class Author(models.TextChoices):
    READER = "reader", _("Reader")
    LIBRARIAN = "librarian", _("Librarian")
    SYSTEM = "system", pgettext_lazy("author", "Service")


class MessageQuerySet(models.QuerySet["Message"]):
    def for_reader(self) -> Self:
        """All that the asker may see: no internal notes."""
        return self.filter(internal=False)

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")


class Message(models.Model):
    pid = PublicIdField()
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    client_id = models.CharField(max_length=64)
    author = models.CharField(max_length=10, choices=Author.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    medium = models.CharField(max_length=8, choices=Medium.choices, default=Medium.WEB)
    kind = models.CharField(
        max_length=8,
        default="text",
        choices=[("text", "text"), ("answer", "answer"), ("note", "note"), ("state", "state")],
    )
    internal = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    lang = models.CharField(max_length=8, blank=True)
    sent_at = models.DateTimeField(default=now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_numbered_once"),
            models.UniqueConstraint(fields=["conversation", "client_id"], name="message_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.seq}"

    @property
    def html(self) -> SafeString:
        return render_markdown(self.text)
