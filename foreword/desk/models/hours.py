"""Opening hours as data: the ordinary week, seasons with a week of their own, single days that differ.

A day's opening is a list of spans in minutes of the day (`hours.spans`); an empty list is closed. There is at most one
`ServiceHours`; while there is none, nobody has said when the service is open.
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=30, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """In the language of the page, or in the other if there is only that."""
        names = (
            [self.name_zh, self.name_en] if (get_language() or "").startswith("zh") else [self.name_en, self.name_zh]
        )
        return next(filter(None, names), "")


class ServiceHours(models.Model):
    single = models.BooleanField(default=True, unique=True, editable=False)
    zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    week = models.JSONField(_("week"), help_text="seven days from Monday, each a list of [from, to]")
    changed_at = models.DateTimeField(auto_now=True)

    objects: models.Manager["ServiceHours"] = models.Manager()

    def __str__(self) -> str:
        return self.zone


class ServiceSeason(Named):
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    week = models.JSONField(_("week"))

    objects: models.Manager["ServiceSeason"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class SpecialDay(Named):
    day = models.DateField(_("day"), unique=True)
    spans = models.JSONField(_("hours"), default=list)

    objects: models.Manager["SpecialDay"] = models.Manager()

    def __str__(self) -> str:
        return str(self.day)
