"""How far a student librarian is trusted, each change of it with its reason; and who is whose mentor."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now


class Level(models.TextChoices):
    PROBATION = "probation", _("Level 1: each answer is reviewed before it is sent")
    SAMPLED = "sampled", _("Level 2: some answers are looked at after sending")
    TRUSTED = "trusted", _("Level 3: a few answers are looked at after sending")


class LevelChange(models.Model):
    """The last of a person's changes is where they stand; without one they begin at the first level."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="level_changes")
    before = models.CharField(max_length=10, choices=Level.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    why = models.CharField(max_length=10, help_text="good, poor, reopened, or hand")
    count = models.PositiveSmallIntegerField(default=0)
    mean = models.FloatField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="of whoever changed it by hand")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    objects: models.Manager["LevelChange"] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="level_history")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.before} → {self.level}"


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True, mentor__is_active=True)


class Mentorship(models.Model):
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentees")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentors")
    since = models.DateTimeField(default=now)
    away_until = models.DateField(null=True, blank=True, help_text="until and with this day reviews go to all at once")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentee"], condition=Q(ended_at__isnull=True), name="one_mentor_each")
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} for {self.mentee_id}"

    def is_there(self, day: date) -> bool:
        return self.away_until is None or self.away_until < day
