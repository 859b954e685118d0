"""How a reader wants to be reached: nothing is sent to anybody who did not choose it here."""

import secrets
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now


class Digest(models.TextChoices):
    NEVER = "", _("No mail")
    WEEKLY = "weekly", _("Once a week, if there is something")
    DAILY = "daily", _("Once a day, if there is something")


NOTICES: Final = [(2, _("two at most")), (1, _("one at most"))]
"""How many notices of the browser in a week."""


class ReachQuerySet(models.QuerySet["Reach"]):
    def chosen(self) -> Self:
        """Those who chose a medium and did not say stop."""
        nothing = Q(mail=Digest.NEVER, feed_key="", person__browsers__isnull=True)
        return self.filter(stopped_at__isnull=True).exclude(nothing).distinct()


class Reach(models.Model):
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reach")
    mail = models.CharField(_("By mail"), max_length=8, choices=Digest.choices, default=Digest.NEVER, blank=True)
    feed_key = models.CharField(
        max_length=32, blank=True, db_index=True, help_text="the secret in the address of their feed; none, no feed"
    )
    a_week = models.PositiveSmallIntegerField(default=2, choices=NOTICES)
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)
    left_trial = models.BooleanField(
        default=False, help_text="drawn for the tenth to whom nothing is sent, and left it"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=now)

    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "reaches"

    def __str__(self) -> str:
        return f"reach of {self.person_id}"

    @classmethod
    def of(cls, person: models.Model) -> "Reach":
        """As it was chosen; unsaved, where nothing was."""
        return cls.objects.filter(person_id=person.pk).first() or cls(person_id=person.pk)

    @staticmethod
    def new_feed_key() -> str:
        """For another address: the one before it leads nowhere from then on."""
        return secrets.token_urlsafe(24)
