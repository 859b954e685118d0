"""A signal: one thing that a reader did and allowed us to look at. Append-only; forgotten after 30 days.

A signal is stored only under a standing consent to its dimension, and says which text that consent was given to and
when; without one, nothing is written at all. What it leaves behind when it goes is a `Remnant`: weights, no content.
"""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Dimension
from foreword.people.models.consent import PURPOSE_VERSION


class SignalKind(models.TextChoices):
    SEARCHED = "searched", _("searched")
    OPENED = "opened", _("opened")
    DWELT = "dwelt", _("stayed with")
    ASKED = "asked", _("asked")
    RATED = "rated", _("rated an answer")
    FOUND_USEFUL = "useful", _("found useful")
    DISMISSED = "dismissed", _("set aside")
    IGNORED = "ignored", _("left unopened")
    ANSWERED = "answered", _("was answered by")
    CITED = "cited", _("cited")
    SHARED = "shared", _("wrote for other readers")
    BORROWED = "borrowed", _("borrowed")
    VISITED = "visited", _("came to the library")
    ENROLLED = "enrolled", _("takes a course")


WEIGHTS = {
    SignalKind.SEARCHED: 1.0,
    SignalKind.OPENED: 1.0,
    SignalKind.DWELT: 0.5,
    SignalKind.ASKED: 3.0,
    SignalKind.RATED: 0.0,
    SignalKind.FOUND_USEFUL: 3.0,
    SignalKind.DISMISSED: -2.0,
    SignalKind.IGNORED: 0.0,
    SignalKind.ANSWERED: 5.0,
    SignalKind.CITED: 2.0,
    SignalKind.SHARED: 3.0,
    SignalKind.BORROWED: 3.0,
    SignalKind.VISITED: 0.0,
    SignalKind.ENROLLED: 2.0,
}
"""How much each says of an interest (push.md)."""


DIMENSION_OF = {
    SignalKind.SEARCHED: Dimension.SEARCHES,
    SignalKind.OPENED: Dimension.READING,
    SignalKind.DWELT: Dimension.READING,
    SignalKind.ASKED: Dimension.QUESTIONS,
    SignalKind.RATED: Dimension.QUESTIONS,
    SignalKind.FOUND_USEFUL: Dimension.READING,
    SignalKind.DISMISSED: Dimension.READING,
    SignalKind.IGNORED: Dimension.READING,
    SignalKind.ANSWERED: Dimension.READING,
    SignalKind.CITED: Dimension.READING,
    SignalKind.SHARED: Dimension.COMMUNITY,
    SignalKind.BORROWED: Dimension.LOANS,
    SignalKind.VISITED: Dimension.VISITS,
    SignalKind.ENROLLED: Dimension.COURSES,
}
"""Under which consent each kind may be stored."""

RETENTION = timedelta(days=30)


class SignalQuerySet(models.QuerySet["Signal"]):
    def recent_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def of_topic(self, topic: str) -> Self:
        return self.filter(topic=topic)

    def waiting(self) -> Self:
        """Not looked at yet: which topic they are of, and what follows from them."""
        return self.filter(placed_at__isnull=True)


class Signal(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=10, choices=SignalKind.choices)
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    purpose_version = models.PositiveSmallIntegerField(
        default=PURPOSE_VERSION, help_text="the purpose text that its reader had agreed to"
    )
    consented_at = models.DateTimeField(null=True, blank=True, help_text="when they had")
    topic = models.CharField(max_length=40, blank=True, help_text="key of a topic")
    clc = models.CharField(max_length=12, blank=True, help_text="class of what was borrowed or is taught")
    item = models.CharField(max_length=60, blank=True, help_text="kind:key of what was opened, rated, found")
    title = models.CharField(max_length=200, blank=True, help_text="what the reader saw, for the evidence line")
    text = models.CharField(max_length=200, blank=True, help_text="what was searched for")
    hits = models.PositiveSmallIntegerField(null=True, blank=True, help_text="what a search found; 0 is a gap")
    value = models.FloatField(null=True, blank=True, help_text="seconds stayed, or stars given")
    about = models.JSONField(default=dict, blank=True, help_text="device, lang, form ...: `portraits.vocabulary`")
    until = models.DateTimeField(null=True, blank=True, help_text="a loan's due date, the end of a course")
    dedupe = models.CharField(max_length=80, null=True, blank=True)
    at = models.DateTimeField(default=now)
    received_at = models.DateTimeField(default=now, help_text="later than `at` for what was sent late or imported")
    placed_at = models.DateTimeField(null=True, blank=True, help_text="when its topic was found and the portrait grew")

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="signal_latest"),
            models.Index(fields=["person", "topic"], name="signal_topic"),
            models.Index(fields=["received_at"], condition=models.Q(placed_at__isnull=True), name="signal_waiting"),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "dedupe"], name="signal_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item or self.topic}"
