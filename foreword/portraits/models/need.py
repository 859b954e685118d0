"""A need: what a reader is about to want to know, from which traits, how strongly, until when."""

from typing import Self

from django.conf import settings
from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


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
    strength = models.FloatField(default=0.5, help_text="0 to 1")
    reasons = models.JSONField(
        default=list, help_text="[{code, dimension, params}], at least one; words are made at display"
    )
    dimensions = models.JSONField(default=list, help_text="dimensions it stands on")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic", "season", "text"], name="need_once")]

    def __str__(self) -> str:
        return self.topic or self.season or "search"
