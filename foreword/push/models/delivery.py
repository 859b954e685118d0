"""A delivery: one answer given to one reader before they asked, with the need, the reason and what came of it.

It is given on one medium only: it stands on the page until another medium carries it off (`sent_at`). Whatever the
medium, its outcomes are the same.
"""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.push.models.occasion import Occasion


class Medium(models.TextChoices):
    PAGE = "web", _("on the page")
    MAIL = "mail", _("in a mail")
    FEED = "feed", _("in a feed")
    BROWSER = "browser", _("from the browser")


class Outcome(models.TextChoices):
    USEFUL = "useful", _("useful")
    DISMISSED = "dismissed", _("not for me")
    ASKED = "asked", _("asked about it")
    LESS = "less", _("less of this")
    STOPPED = "stopped", _("stop")


class Objection(models.TextChoices):
    """Why something was not for its reader."""

    KNOWN = "known", _("I knew it already")
    OFF = "off", _("It is not about what I do")
    LATE = "late", _("It came at the wrong time")
    LEVEL = "level", _("It was too simple or too hard")


REFUSALS: Final = (Outcome.DISMISSED, Outcome.LESS, Outcome.STOPPED)
URGENT: Final = "due"
"""The code of the reason that makes an answer urgent: something has to be done by a day."""


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, viewer: object) -> Self:
        """One's own only: not even the head of service sees whom an answer was pushed to."""
        pk = getattr(viewer, "pk", None)
        return self.filter(person_id=pk) if pk else self.none()

    def standing(self) -> Self:
        """Given and neither refused nor taken back nor out of date."""
        return self.filter(withdrawn_at__isnull=True).exclude(outcome__in=REFUSALS).exclude(expires_at__lt=now())

    def on_page(self) -> Self:
        """Not carried off by another medium."""
        return self.filter(medium=Medium.PAGE)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)


class Delivery(models.Model):
    pid = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    need = models.CharField(max_length=16, blank=True, help_text="pid of the need")
    topic = models.CharField(max_length=40, blank=True)
    season = models.CharField(max_length=24, blank=True)
    occasion = models.ForeignKey(Occasion, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries")
    kind = models.CharField(max_length=16, help_text="entry or product")
    key = models.CharField(max_length=40)
    medium = models.CharField(max_length=10, choices=Medium.choices, default=Medium.PAGE)
    score = models.FloatField(default=0)
    propensity = models.FloatField(default=1, help_text="below 1: chance gave it its turn, with this probability")
    reasons = models.JSONField(help_text="[{code, dimension, params}], never empty")
    dimensions = models.JSONField(default=list)
    policy = models.CharField(max_length=40, default="v1", help_text="version of the rules that chose it")
    pushed_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="when another medium than the page took it")
    seen_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    objection = models.CharField(max_length=8, choices=Objection.choices, blank=True)
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
        return self.item

    @property
    def item(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def is_urgent(self) -> bool:
        return any(reason["code"] == URGENT for reason in self.reasons)
