"""Consent: one row for each time somebody said yes to one dimension, and when they took it back.

A dimension is a source that we may look at; a facet is what we make of it. Nothing is consented to by default, no
dimension implies another, and a changed purpose text asks again (GDPR art. 6-7; PIPL art. 14, 29).
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now

PURPOSE_VERSION = 1
"""Raise it whenever a purpose text changes: every consent given to the older text is then paused."""


class Facet(models.TextChoices):
    BACKGROUND = "background", _("Background")
    CHARACTERISTICS = "characteristics", _("Characteristics")
    PERSONALITY = "personality", _("Personality")
    BEHAVIOUR = "behaviour", _("Behaviour")
    SCENARIO = "scenario", _("Scenario")


class Dimension(models.TextChoices):
    PROFILE = "profile", _("Department, degree and year")
    COURSES = "courses", _("Courses")
    PREFERENCES = "preferences", _("Language, form and device")
    STYLE = "style", _("How you like to be answered")
    SEARCHES = "searches", _("Searches")
    READING = "reading", _("Pages and answers you open")
    LOANS = "loans", _("Topics of your loans")
    QUESTIONS = "questions", _("Topics of your questions")
    PLACE = "place", _("Time of term and place")
    COMMUNITY = "community", _("What you share with other readers")
    VISITS = "visits", _("Visits to the library")


FACET_OF = {
    Dimension.PROFILE: Facet.BACKGROUND,
    Dimension.COURSES: Facet.BACKGROUND,
    Dimension.PREFERENCES: Facet.CHARACTERISTICS,
    Dimension.STYLE: Facet.PERSONALITY,
    Dimension.SEARCHES: Facet.BEHAVIOUR,
    Dimension.READING: Facet.BEHAVIOUR,
    Dimension.LOANS: Facet.BEHAVIOUR,
    Dimension.QUESTIONS: Facet.BEHAVIOUR,
    Dimension.PLACE: Facet.SCENARIO,
    Dimension.COMMUNITY: Facet.BEHAVIOUR,
    Dimension.VISITS: Facet.SCENARIO,
}


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        """Given to the purpose text of today and not taken back."""
        return self.filter(withdrawn_at__isnull=True, purpose_version=PURPOSE_VERSION)


class Consent(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    purpose_version = models.PositiveSmallIntegerField(default=PURPOSE_VERSION)
    channel = models.CharField(max_length=16, default="web")
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dimension"], condition=Q(withdrawn_at__isnull=True), name="consent_standing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension} since {self.given_at:%Y-%m-%d}"
