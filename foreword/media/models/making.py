"""One piece of work for ffmpeg and the like: asked for, then done one after another, with how far it is."""

from datetime import timedelta
from typing import Final, Self

from django.db import models
from django.db.models import Q

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.media.models.product import ProductPage
from foreword.media.sound.trouble import words_of

SILENT: Final = timedelta(seconds=90)
"""Without a sign of life, whoever made it is dead. Longer than any step between two signs."""


class MakingQuerySet(models.QuerySet["Making"]):
    def open(self) -> Self:
        return self.filter(state__in=[Making.State.WAITING, Making.State.RUNNING])

    def alive(self) -> Self:
        return self.filter(state=Making.State.RUNNING, beat__gt=now() - SILENT)

    def to_do(self) -> Self:
        """Waiting, or left by somebody who died."""
        left = Q(state=Making.State.RUNNING, beat__lte=now() - SILENT)
        return self.filter(Q(state=Making.State.WAITING) | left).order_by("asked", "pk")


class Making(models.Model):
    class Kind(models.TextChoices):
        READING = "reading"
        RECORDING = "recording"
        FILM = "film"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    pid = PublicIdField()
    product = models.ForeignKey(ProductPage, on_delete=models.CASCADE, related_name="makings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    """Of a hundred."""
    trouble = models.CharField(max_length=12, blank=True)
    detail = models.JSONField(default=dict)
    source = models.FileField(upload_to="recordings", blank=True)
    """What was sent in; gone once it has been taken in."""
    asked = models.DateTimeField(default=now)
    beat = models.DateTimeField(default=now)

    objects = MakingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "kind"], condition=Q(state__in=["waiting", "running"]), name="one_making_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pid}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def words(self) -> str:
        """What went wrong; empty where nothing did."""
        return words_of(self.trouble, self.detail)
