"""An occasion: whom a moment of the year, or something that happened, makes need what. One writes it, another approves.

It adds candidates with a reason in words. It passes no consent, no budget and no quiet hours.
"""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField

SLOTS: Final = 2
SLOTS_FOR_NEWCOMERS: Final = 3
"""Of the seven places on Today, as many as occasions may take together."""


class Event(models.TextChoices):
    """What has to have happened to a reader. Each is a trait of theirs, and needs their yes to its source."""

    NONE = "", _("Nothing in particular")
    NEW_HERE = "new_here", _("Their account is new")
    DUE = "due", _("Something they borrowed is due soon")
    ASSIGNMENT = "assignment", _("An assignment of a course of theirs is near")
    EXAM = "exam", _("An examination of a course of theirs is near")
    COURSE = "course", _("They have just begun a course")
    FIELD = "field", _("Something new has come in their field")
    USED = "used", _("They used one of the pages below within two weeks")


class State(models.TextChoices):
    DRAFT = "draft", _("being written")
    APPROVED = "approved", _("approved")
    STOPPED = "stopped", _("stopped")


class Ended(models.TextChoices):
    BY_HAND = "hand", _("by hand")
    BY_READERS = "readers", _("too many readers said no")


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def approved(self) -> Self:
        return self.filter(state=State.APPROVED)


class Occasion(models.Model):
    pid = PublicIdField()
    key = models.SlugField(max_length=40, blank=True, help_text="of the ready-made one that it was made from")
    name_en = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=30)
    why_en = models.CharField(max_length=120, help_text="the reason as its reader is told it, no full stop")
    why_zh = models.CharField(max_length=60)
    who = models.JSONField(default=dict, blank=True, help_text="{criterion: [values]}; every criterion must be met")
    season = models.SlugField(max_length=24, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    week_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="week of term")
    week_until = models.PositiveSmallIntegerField(null=True, blank=True)
    event = models.CharField(max_length=12, choices=Event.choices, blank=True)
    items = models.JSONField(default=list, blank=True, help_text='["kind:key"], the first the most wanted')
    topics = models.JSONField(default=list, blank=True)
    media = models.JSONField(default=list, blank=True, help_text="besides the page")
    lasts_days = models.PositiveSmallIntegerField(default=14)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="occasions_written"
    )
    written_at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="occasions_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=State.APPROVED) | ~models.Q(approved_by=models.F("written_by")),
                name="occasion_seen_by_two",
            ),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="occasion_taken_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en

    @property
    def why(self) -> str:
        return self.why_zh if (get_language() or "").startswith("zh") else self.why_en

    @property
    def slots(self) -> int:
        return SLOTS_FOR_NEWCOMERS if self.event == Event.NEW_HERE else SLOTS
