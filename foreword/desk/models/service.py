"""What the head of service has laid down: how soon a question is answered, and who gets it first."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Medium
from foreword.desk.models.question import Kind, Question, Read, Tier
from foreword.kernel.clock import now
from foreword.people.models import Topic


class ServiceTarget(models.Model):
    """In minutes of opening. Of several the first in `order` that fits; none that fits, no due date."""

    order = models.PositiveSmallIntegerField(_("place"), default=10)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, blank=True)
    urgent = models.BooleanField(_("urgency"), null=True, blank=True)
    first_reply = models.PositiveIntegerField(_("first reply within (minutes of opening)"))
    answer = models.PositiveIntegerField(_("answer within (minutes of opening)"))

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.first_reply} / {self.answer}"


class Hours(models.TextChoices):
    ANY = "", _("at any time")
    OPEN = "open", _("while open")
    CLOSED = "closed", _("while closed")


class RoutingRule(models.Model):
    """What is empty does not matter. Of several the first in `order` that fits and whose target is there."""

    order = models.PositiveSmallIntegerField(_("place"), default=10)
    clc = models.CharField(_("CLC class begins with"), max_length=12, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, verbose_name=_("topic"))
    read_from = models.PositiveSmallIntegerField(_("READ from"), null=True, blank=True, choices=Read.choices)
    read_to = models.PositiveSmallIntegerField(_("READ to"), null=True, blank=True, choices=Read.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, blank=True)
    lang = models.CharField(
        _("language"), max_length=8, blank=True, choices=[("en", "English"), ("zh-hans", "简体中文")]
    )
    medium = models.CharField(_("medium"), max_length=8, choices=Medium.choices, blank=True)
    hours = models.CharField(_("hours"), max_length=6, choices=Hours.choices, blank=True)
    least = models.PositiveSmallIntegerField(_("certain to at least (%)"), default=50)
    target = models.CharField(_("goes to"), max_length=10, choices=Tier.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    take_within = models.PositiveIntegerField(_("back to the common queue after (minutes of opening)"), default=60)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.order}: {self.target}"


class Routing(models.Model):
    """Where a question was sent, and why: by a rule (`because`: facts, in no language) or by hand (`reason`)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="routings")
    target = models.CharField(max_length=10, choices=Tier.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    because = models.JSONField(default=list, help_text="[[fact, value], …]")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["question", "at"], name="routing_history")]

    def __str__(self) -> str:
        return f"{self.question_id} to {self.target}"
