"""A signal: one thing that a reader did and allowed us to look at. Append-only; forgotten after 30 days.

A signal is stored only under a standing consent to its dimension; without one, nothing is written at all.
"""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Dimension


class SignalKind(models.TextChoices):
    SEARCHED = "searched", _("searched")
    OPENED = "opened", _("opened")
    ASKED = "asked", _("asked")
    FOUND_USEFUL = "useful", _("found useful")
    DISMISSED = "dismissed", _("set aside")
    ANSWERED = "answered", _("was answered by")


WEIGHTS = {
    SignalKind.SEARCHED: 1.0,
    SignalKind.OPENED: 1.0,
    SignalKind.ASKED: 3.0,
    SignalKind.FOUND_USEFUL: 3.0,
    SignalKind.DISMISSED: -2.0,
    SignalKind.ANSWERED: 5.0,
}
"""How much each says of an interest (push.md)."""


DIMENSION_OF = {
    SignalKind.SEARCHED: Dimension.SEARCHES,
    SignalKind.OPENED: Dimension.READING,
    SignalKind.ASKED: Dimension.QUESTIONS,
    SignalKind.FOUND_USEFUL: Dimension.READING,
    SignalKind.DISMISSED: Dimension.READING,
    SignalKind.ANSWERED: Dimension.READING,
}
"""Under which consent each kind may be stored."""

RETENTION = timedelta(days=30)


class SignalQuerySet(models.QuerySet["Signal"]):
    def recent_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def of_topic(self, topic: str) -> Self:
        return self.filter(topic=topic)


class Signal(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=10, choices=SignalKind.choices)
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    topic = models.CharField(max_length=40, blank=True, help_text="key of a topic")
    item = models.CharField(max_length=60, blank=True, help_text="kind:key of what was opened, rated, found")
    title = models.CharField(max_length=200, blank=True, help_text="what the reader saw, for the evidence line")
    text = models.CharField(max_length=200, blank=True, help_text="what was searched for")
    hits = models.PositiveSmallIntegerField(null=True, blank=True, help_text="what a search found; 0 is a gap")
    dedupe = models.CharField(max_length=80, null=True, blank=True)
    at = models.DateTimeField(default=now)

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="signal_latest"),
            models.Index(fields=["person", "topic"], name="signal_topic"),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "dedupe"], name="signal_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item or self.topic}"
