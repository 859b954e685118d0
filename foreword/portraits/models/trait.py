"""A trait: one thing that the portrait holds of a reader, with where it comes from and until when.

What the reader corrected wins over every inference, for ever; what they hid is used for nothing.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Dimension, Facet

INTEREST = "interest."
LEVEL = "level"
NOT_TRUE = "no"
"""The value of an interest that its reader called not true: it is never inferred again."""


class Source(models.TextChoices):
    DECLARED = "declared", _("you told us")
    IMPORTED = "imported", _("from the university's records")
    INFERRED = "inferred", _("from what you did here")
    CORRECTED = "corrected", _("you corrected it")


class TraitQuerySet(models.QuerySet["Trait"]):
    def in_use(self) -> Self:
        """What push may read: not hidden, not expired."""
        return self.filter(hidden_at__isnull=True).exclude(expires_at__lt=now())

    def interests(self) -> Self:
        return self.filter(key__startswith=INTEREST)


class Trait(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="traits")
    facet = models.CharField(max_length=16, choices=Facet.choices)
    dimension = models.CharField(max_length=16, choices=Dimension.choices, help_text="the one that says most")
    dimensions = models.JSONField(default=list, help_text="all that it stands on")
    key = models.CharField(max_length=60, help_text="what it is about: interest.citation, kind, discipline, stage ...")
    value = models.CharField(max_length=120)
    score = models.FloatField(default=0, help_text="decayed weight of its evidence at `updated_at`")
    confidence = models.FloatField(default=1)
    source = models.CharField(max_length=10, choices=Source.choices)
    evidence = models.JSONField(default=list, help_text="pids of at most 5 signals")
    grounds = models.JSONField(default=dict, help_text="how many signals of each kind it rests on: {kind: count}")
    half_life_days = models.PositiveSmallIntegerField(null=True, blank=True)
    first_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(default=now, help_text="when its reader was last here; 180 days later it goes")
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = TraitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="trait_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"

    @property
    def topic(self) -> str:
        """The topic of an interest, else nothing."""
        return self.key.removeprefix(INTEREST) if self.key.startswith(INTEREST) else ""

    @property
    def is_corrected(self) -> bool:
        return self.source == Source.CORRECTED

    @property
    def is_denied(self) -> bool:
        return self.is_corrected and self.value == NOT_TRUE
