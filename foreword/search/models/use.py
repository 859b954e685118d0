"""What came of a search, without who searched: a page shown, what was done with it, and what was not found.

No row names a person. `visit` ties the pages of one browser on one day together, and is replaced by chance the night
after, so that nothing leads back to anybody.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import ago, now
from foreword.kernel.ids import new_public_id

ENOUGH_VISITS = 3
"""From so many different visits on, words are nobody's own (k-anonymity)."""


class SearchEventQuerySet(models.QuerySet["SearchEvent"]):
    def of_visit(self, visit: str, *, minutes: int) -> Self:
        return self.filter(visit=visit, at__gt=ago(minutes=minutes)).exclude(visit="").order_by("-at", "-pk")


class SearchEvent(models.Model):
    """One page of results that was shown."""

    pid = models.CharField(max_length=13, unique=True, default=new_public_id)
    at = models.DateTimeField(default=now, db_index=True)
    query = models.CharField(max_length=32, help_text="keyed hash of the folded words")
    lang = models.CharField(max_length=10)
    visit = models.CharField(max_length=32, blank=True, db_index=True)
    verdict = models.CharField(max_length=8)
    shown = models.JSONField(default=list, help_text="[kind, key, team] in the order of the page; team may be empty")
    trial = models.ForeignKey("search.RankerTrial", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SearchEventQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pid} {self.verdict}"

    def place_of(self, kind: str, key: str) -> int | None:
        """Where on the page it stood, from 1 on."""
        keys = [(row[0], row[1]) for row in self.shown]
        return keys.index((kind, key)) + 1 if (kind, key) in keys else None


class Followed(models.TextChoices):
    OPENED = "opened", _("opened")
    ANSWERED = "answered", _("“this answered it”")
    CITED = "cited", _("cited by a librarian")
    ENDORSED = "endorsed", _("marked as right")
    ASKED = "asked", _("asked all the same")
    REWORDED = "reworded", _("searched again in other words")


class SearchUse(models.Model):
    """What was done with something found, or after a search. Without a search: a citation, an endorsement."""

    search = models.ForeignKey(SearchEvent, on_delete=models.SET_NULL, null=True, blank=True, related_name="uses")
    what = models.CharField(max_length=10, choices=Followed.choices)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "what", "kind", "key"], name="search_use_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.key}"


class LearnedPrior(models.Model):
    """What use has taught about a document: log odds to add, bounded, made anew every night."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    value = models.FloatField()
    learned_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_prior_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.value:+.2f}"


class FailedSearchQuerySet(models.QuerySet["FailedSearch"]):
    def in_words(self) -> Self:
        """Those whose words may be read: they said nothing about a person, or enough visits used them."""
        return self.exclude(text="")

    def counted(self, most: int) -> list[dict[str, Any]]:
        """Each wording once, with how many visits used it and when last; the most used first."""
        words = self.in_words().values("query", "lang")
        counted = words.annotate(visits=Count("visit", distinct=True), last=Max("at"), words=Max("text"))
        return list(counted.order_by("-visits", "-last")[:most])


class FailedSearch(models.Model):
    """A search that found no answer. `text` has passed the blanking of personal data, or is empty."""

    query = models.CharField(max_length=32, db_index=True)
    lang = models.CharField(max_length=10)
    text = models.CharField(max_length=300, blank=True)
    visit = models.CharField(max_length=32)
    why = models.CharField(max_length=10)
    at = models.DateTimeField(default=now, db_index=True)

    objects = FailedSearchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["query", "visit"], name="search_failed_once")]

    def __str__(self) -> str:
        return f"{self.why} {self.text[:40]}"
