"""A warning that goes before everything on every screen: the library's own, or the campus's."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.media.cap import Alert as CapAlert
from foreword.media.cap import Info


class AlertQuerySet(models.QuerySet["Alert"]):
    def standing(self) -> Self:
        """In force now: real, begun, not over, not called off."""
        begun = Q(effective=None) | Q(effective__lte=now())
        return self.filter(begun, status="Actual", ended_at=None, expires__gt=now()).exclude(kind="Cancel")


class Alert(models.Model):
    """One message of CAP 1.2, also one that only calls another off; its fields and their words are CAP's.

    `infos` are {lang, headline, description, instruction}. `references` are identifiers of the same sender.
    """

    class Origin(models.TextChoices):
        DESK = "desk", _("the library")
        CAMPUS = "campus", _("the campus")

    identifier = models.CharField(max_length=200)
    sender = models.CharField(max_length=200)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    sent = models.DateTimeField()
    status = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    references = models.JSONField(default=list)
    category = models.CharField(max_length=20, blank=True)
    event = models.CharField(max_length=120, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    severity = models.CharField(max_length=20, blank=True)
    certainty = models.CharField(max_length=20, blank=True)
    effective = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(db_index=True)
    area = models.CharField(max_length=200, blank=True)
    infos = models.JSONField(default=list)
    heard_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "identifier"], name="an_alert_is_heard_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identifier}"

    @property
    def headline(self) -> str:
        return next((str(info["headline"]) for info in self.infos), self.event)

    @property
    def as_cap(self) -> CapAlert:
        names = ("identifier", "sender", "sent", "status", "kind", "category", "event", "urgency", "severity")
        more = ("certainty", "effective", "expires", "area")
        known = Alert.objects.filter(sender=self.sender, identifier__in=self.references)
        sent = {each.identifier: each.sent for each in known}
        named = (
            f"{self.sender},{each},{sent.get(each, self.sent).isoformat(timespec='seconds')}"
            for each in self.references
        )
        return CapAlert(
            **{name: getattr(self, name) for name in (*names, *more)},
            references=tuple(named),
            infos=tuple(Info(**info) for info in self.infos),
        )
