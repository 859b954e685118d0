"""A ranker on trial against the one in use."""

from typing import Self

from django.db import models

from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id


class RankerTrialQuerySet(models.QuerySet["RankerTrial"]):
    def running(self) -> Self:
        return self.filter(stopped_at__isnull=True).order_by("-started_at")

    def adopted(self) -> Self:
        return self.filter(adopted_at__isnull=False).order_by("-adopted_at")


class RankerTrial(models.Model):
    """Both rankers share the page of some readers; whose hits are opened counts, one voice for each visit."""

    pid = models.CharField(max_length=13, unique=True, default=new_public_id)
    house = models.CharField(max_length=40)
    challenger = models.CharField(max_length=40)
    share = models.FloatField(help_text="of readers' searches, 0 to 1")
    started_at = models.DateTimeField(default=now)
    stopped_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    wins = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    ties = models.PositiveIntegerField(default=0)
    counted_until = models.DateTimeField(default=now, help_text="visits up to here are in the three numbers")

    objects = RankerTrialQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.challenger} against {self.house}"
