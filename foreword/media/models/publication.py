"""One product at one account: planned, on its way, out, corrected, withdrawn, or waiting for a person's hand.

Whoever works on it holds its `turn`: a job of an older turn changes nothing, and one that finds its own turn "going"
knows that it died in the middle. `act` is what was asked for last; `state` is where that stands.
"""

import random
from datetime import datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import ChannelAccount
from foreword.channels.outward.interface import Act, Words, words_of
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.media.models.product import ProductPage

PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360))
"""Before each further try, give or take a fifth, so that what failed together does not come back together."""


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    GOING = "going", _("On its way")
    OUT = "out", _("Out")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Nobody knows")
    BY_HAND = "by_hand", _("By hand")


PENDING: Final = (State.PLANNED, State.GOING)
STANDING: Final = (State.OUT, State.CORRECTED)
STUCK: Final = (State.FAILED, State.UNKNOWN, State.BY_HAND)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def whole(self) -> Self:
        """With what a line of it shows."""
        return self.select_related("account", "product__locale")

    def needing_a_hand(self) -> Self:
        return self.filter(Q(state__in=STUCK) | Q(state__in=STANDING, outdated=True))

    def out(self) -> Self:
        """Readers can see it somewhere, as far as we know."""
        return self.filter(sent_at__isnull=False).exclude(state=State.WITHDRAWN)


class Publication(models.Model):
    """`asked` is the form that planned it: a second click is the same. `key` names one publishing to the vendor."""

    pid = PublicIdField()
    product = models.ForeignKey(ProductPage, null=True, on_delete=models.SET_NULL, related_name="publications")
    title = models.CharField(max_length=255)
    account = models.ForeignKey(ChannelAccount, on_delete=models.PROTECT, related_name="publications")
    medium = models.CharField(max_length=20)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked = models.CharField(max_length=40)
    act = models.CharField(max_length=8, choices=Act.choices, default=Act.PUBLISH)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    due_at = models.DateTimeField(db_index=True)
    turn = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True, help_text="the first try of this act")
    unsure = models.BooleanField(default=False, help_text="an earlier try of this act may have worked")
    ticket = models.CharField(max_length=200, blank=True, help_text="by which the vendor tells how far it is")
    remote_id = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="of the text that is out")
    outdated = models.BooleanField(default=False, help_text="the product says something else by now")
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=12, blank=True)
    said = models.CharField(max_length=300, blank=True, help_text="the vendor's own words")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "account"], name="one_publication_for_one_click"),
            models.UniqueConstraint(
                fields=["product", "account"],
                condition=Q(state__in=["planned", "going", "unknown"]),
                name="one_publication_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.account}: {self.get_state_display()}"

    @property
    def key(self) -> str:
        """The same for every try of this act until a person decides that it is a new one."""
        began = f"{self.began_at:%Y%m%d%H%M%S%f}" if self.began_at else ""
        return f"{self.pid}-{self.act}-{began}"

    @property
    def trouble_words(self) -> Words:
        return words_of(self.trouble)

    @property
    def is_out(self) -> bool:
        return self.sent_at is not None and self.state != State.WITHDRAWN

    @property
    def is_overtaken(self) -> bool:
        """Another one went to the same account after it, and is still out."""
        later = Publication.objects.out().filter(account=self.account_id).exclude(pk=self.pk)
        return self.sent_at is not None and later.filter(sent_at__gt=self.sent_at).exists()

    @property
    def what_to_do(self) -> Words:
        """By hand, where the medium offers no way from here."""
        adapter = self.account.adapter
        return adapter.by_hand.get(Act(self.act), "") if adapter and self.state == State.BY_HAND else ""

    @property
    def may_repeat(self) -> bool:
        """Whether trying once more can double nothing."""
        caps = self.account.adapter.caps if self.account.adapter else None
        if caps is None:
            return False
        if Act(self.act) in caps.repeatable:
            return True
        return self.act == Act.PUBLISH and self.began_at is not None and now() < self.began_at + caps.dedupes_for

    def next_try(self, after: timedelta | None) -> datetime | None:
        """When to try again; None once that was done often enough. Never before the vendor's own word."""
        if self.attempts > len(PAUSES):
            return None
        usual = PAUSES[self.attempts - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - jitter, not a secret
        return now() + max(usual, after or timedelta(0))
