"""A screen on a wall, what it plays, and what it has played. It knows nothing of those who pass by."""

import secrets
from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField

SILENT_AFTER: Final = timedelta(minutes=5)
"""A screen says every minute that it is there."""


def new_key() -> str:
    """Whoever knows it sees what hangs in a public hall; it is long all the same, so that nobody can report for it."""
    return secrets.token_urlsafe(18)


class ScreenQuerySet(models.QuerySet["Screen"]):
    def up(self) -> Self:
        return self.filter(taken_down_at=None)


class Screen(models.Model):
    """`key` stands in its address, `pid` in the desk's. `showing` is the product in view when it was last heard."""

    pid = PublicIdField()
    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(_("Which screen"), max_length=80)
    place = models.CharField(_("Which building"), max_length=80)
    line_en = models.CharField(_("running line in English"), max_length=160, blank=True)
    line_zh = models.CharField(_("running line in Chinese"), max_length=160, blank=True)
    added_at = models.DateTimeField(default=now)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    showing = models.UUIDField(null=True, blank=True)

    objects = ScreenQuerySet.as_manager()

    class Meta:
        ordering = ("place", "name", "pk")

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"

    @property
    def url(self) -> str:
        return f"{settings.FOREWORD_PUBLIC_URL}{reverse('signage', args=[self.key])}"

    @property
    def state(self) -> str:
        """down, new (never heard of), on, or silent."""
        if self.taken_down_at:
            return "down"
        if self.seen_at is None:
            return "new"
        return "on" if now() - self.seen_at < SILENT_AFTER else "silent"

    @property
    def is_upright(self) -> bool:
        return bool(self.width and self.height and self.height > self.width)

    def line(self, lang: str) -> str:
        return self.line_zh if lang.startswith("zh") else self.line_en


class Slot(models.Model):
    """A product in a screen's round: from `begins` to `ends` each day, over midnight if need be, until `last`."""

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="slots")
    product = models.UUIDField()
    order = models.PositiveSmallIntegerField(default=0)
    begins = models.TimeField(_("From this hour"), null=True, blank=True)
    ends = models.TimeField(_("To this hour"), null=True, blank=True)
    last = models.DateField(_("Last day"), null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.product} on {self.screen_id}"


class Play(models.Model):
    """How often a product was on a screen in one hour of one day, as the library's clock counts them."""

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="plays")
    product = models.UUIDField(db_index=True)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screen", "product", "day", "hour"], name="plays_of_an_hour")]

    def __str__(self) -> str:
        return f"{self.product} {self.day} {self.hour}: {self.times}"
