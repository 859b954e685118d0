"""A delivery: one answer given to one reader before they asked, with the need, the reason and what came of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField


class Outcome(models.TextChoices):
    USEFUL = "useful", _("useful")
    DISMISSED = "dismissed", _("not for me")
    ASKED = "asked", _("asked about it")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, viewer: object) -> Self:
        """One's own only: not even the head of service sees whom an answer was pushed to."""
        pk = getattr(viewer, "pk", None)
        return self.filter(person_id=pk) if pk else self.none()

    def standing(self) -> Self:
        """Given and neither dismissed nor taken back nor out of date."""
        return self.filter(withdrawn_at__isnull=True).exclude(outcome=Outcome.DISMISSED).exclude(expires_at__lt=now())


class Delivery(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    need = models.CharField(max_length=16, blank=True, help_text="pid of the need")
    topic = models.CharField(max_length=40, blank=True)
    season = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=16, help_text="entry or product")
    key = models.CharField(max_length=40)
    medium = models.CharField(max_length=10, default="web")
    score = models.FloatField(default=0)
    reasons = models.JSONField(help_text="[{code, dimension, params}], never empty")
    dimensions = models.JSONField(default=list)
    policy = models.CharField(max_length=40, default="v1", help_text="version of the rules that chose it")
    pushed_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["person", "-pushed_at"], name="delivery_latest"),
            models.Index(fields=["kind", "key"], name="delivery_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
