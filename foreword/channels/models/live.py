"""Talking at once: a chat that waits for somebody, who is there to take one, and what was promised.

A chat is a conversation with a clock: until `promised_at` somebody may take it; after that it is an ordinary question
whose answer comes later (`ended` says why). What is said in it are messages as everywhere else.
"""

from datetime import datetime
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.channels.models.conversation import Conversation
from foreword.kernel.clock import ago, now

HERE_SECONDS: Final = 60.0
"""Whoever has had no desk open for so long is not there."""


class Ending(models.TextChoices):
    UNTAKEN = "untaken", _("nobody was free in the promised time")
    CLOSED = "closed", _("the service was closed")
    NOBODY = "nobody", _("nobody was there")


class LiveChatQuerySet(models.QuerySet["LiveChat"]):
    def waiting(self) -> Self:
        return self.filter(taken_at__isnull=True, ended_at__isnull=True)

    def to_tell(self) -> Self:
        """Their time is over in which the reader would have seen on the page what was said."""
        return self.filter(tell_at__lte=now())

    def tell_later(self, conversation: int, at: datetime) -> None:
        """What is said until then goes along; what is to be told sooner stays so."""
        self.filter(conversation=conversation, tell_at__isnull=True).update(tell_at=at)


class LiveChat(models.Model):
    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="chat")
    asked_at = models.DateTimeField(default=now)
    promised_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=8, choices=Ending.choices, blank=True)
    seen_seq = models.PositiveIntegerField(default=0, help_text="how far its reader has seen it on the page")
    tell_at = models.DateTimeField(null=True, blank=True, help_text="when what was not seen goes by mail")

    objects = LiveChatQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], name="chat_line", condition=Q(taken_at__isnull=True, ended_at__isnull=True)
            ),
            models.Index(fields=["taken_at"], name="chat_taken"),
            models.Index(fields=["tell_at"], name="chat_to_tell", condition=Q(tell_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"chat of {self.conversation_id}"

    @property
    def waits(self) -> bool:
        return self.taken_at is None and self.ended_at is None

    def take(self) -> None:
        self.taken_at = now()
        self.save(update_fields=["taken_at"])

    def wait_again(self, until: datetime) -> None:
        """Handed on: the promise begins anew, the place in the line stays."""
        self.taken_at, self.promised_at = None, until
        self.save(update_fields=["taken_at", "promised_at"])

    def tell_no_more(self) -> None:
        self.tell_at = None
        self.save(update_fields=["tell_at"])

    def end(self, why: Ending | str) -> None:
        self.ended_at, self.ended = now(), why
        self.save(update_fields=["ended_at", "ended"])


class PresenceQuerySet(models.QuerySet["Presence"]):
    def seen(self) -> Self:
        return self.filter(seen_at__gt=ago(seconds=HERE_SECONDS), person__is_active=True)

    def here(self) -> Self:
        """At the desk now, and willing to chat."""
        return self.seen().filter(takes_chats=True)


class Presence(models.Model):
    """That somebody is at the desk: only the last moment, never a history of it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    takes_chats = models.BooleanField(default=True)
    seen_at = models.DateTimeField(default=now)

    objects = PresenceQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.person_id)


class ChatService(models.Model):
    """What the head of service has laid down. At most one row; none is the default."""

    single = models.BooleanField(default=True, unique=True, editable=False)
    promise_minutes = models.PositiveSmallIntegerField(default=5)
    origins = models.JSONField(default=list, help_text="sites that may show the widget: https://www.example.edu")

    objects: models.Manager["ChatService"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.promise_minutes} min"

    @classmethod
    def current(cls) -> "ChatService":
        return cls.objects.first() or cls()
