"""A season of the academic year: when it is, whom it concerns, which topics it calls for. Personal to nobody."""

from typing import Self

from django.db import models
from django.utils.translation import get_language

from foreword.kernel.clock import today


class SeasonQuerySet(models.QuerySet["Season"]):
    def current(self) -> Self:
        return self.filter(starts_on__lte=today(), ends_on__gte=today())


class Season(models.Model):
    key = models.SlugField(max_length=24)
    name_en = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=30)
    line_en = models.CharField(max_length=160, blank=True, help_text="the sentence at the head of Today")
    line_zh = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    audience = models.JSONField(default=list, blank=True, help_text="kinds of reader; empty is everybody")
    topics = models.JSONField(default=list, blank=True)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "starts_on"], name="season_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en

    @property
    def line(self) -> str:
        return self.line_zh if (get_language() or "").startswith("zh") else self.line_en
