"""A need: what a reader is about to want to know, from which traits, how strongly, until when."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class AnswerKind(models.TextChoices):
    """Which kind of answer would meet a need; push matches items by it."""

    FACT = "fact", _("a quick fact")
    STEPS = "steps", _("how to do it")
    GUIDE = "guide", _("a guide to read")
    SOURCES = "sources", _("literature and data")
    PERSON = "person", _("a person")
    RETURN = "return", _("what was used before")


class NeedQuerySet(models.QuerySet["Need"]):
    def current(self) -> Self:
        return self.exclude(expires_at__lt=now())

    def strongest_first(self) -> Self:
        return self.order_by("-strength", "pk")


class Need(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="needs")
    topic = models.CharField(max_length=40, blank=True, help_text="key of a topic")
    season = models.CharField(max_length=24, blank=True)
    text = models.CharField(max_length=200, blank=True, help_text="words to search candidates with")
    answer = models.CharField(max_length=8, choices=AnswerKind.choices, default=AnswerKind.STEPS)
    item = models.CharField(max_length=60, blank=True, help_text="kind:key of what to return to")
    strength = models.FloatField(default=0.5, help_text="0 to 1: how sure it is that there is a need")
    urgency = models.FloatField(default=0.3, help_text="0 to 1: 1 has to be met today")
    reasons = models.JSONField(
        default=list, help_text="[{code, dimension, params}], at least one; words are made at display"
    )
    dimensions = models.JSONField(default=list, help_text="dimensions it stands on")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic", "season", "text", "item"], name="need_once")]

    def __str__(self) -> str:
        return self.topic or self.season or self.item or "search"
