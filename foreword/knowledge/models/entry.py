"""An entry of the reference database: one matter, answered once, in each language it has been written in.

A draft is never shown to readers. Publishing takes a second person: never whoever drafted it. What came from a private
question becomes public only with the asker's consent or after a person has checked that nobody can be recognised; the
database itself refuses any other way (trust.md P19).
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.kernel.sanitise import render_markdown
from foreword.people.models import Person, Topic


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("entry", "Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Level(models.TextChoices):
    """How far a text is worked: primary (common knowledge) to intelligence (methods, sources, second review)."""

    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    KNOWLEDGE = "knowledge", _("Knowledge")
    INTELLIGENCE = "intelligence", _("Intelligence")


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, viewer: Person | None) -> Self:
        """Published ones for everybody; drafts and withdrawn ones for the staff only."""
        if viewer is not None and viewer.is_authenticated and (viewer.is_librarian or viewer.is_editor):
            return self
        return self.published()

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def awaiting_review(self) -> Self:
        return self.filter(status=Status.DRAFT)


class Entry(models.Model):
    pid = PublicIdField()
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True, help_text="stable key of an import")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries")
    clc = models.CharField(_("CLC class"), max_length=12, blank=True)
    audience = models.JSONField(default=list, blank=True)
    seasons = models.JSONField(default=list, blank=True, help_text="occasions of the year that it fits")
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.PRIMARY)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, db_index=True)
    related = models.JSONField(default=list, blank=True, help_text="keys or pids of entries that belong beside it")
    from_question = models.BooleanField(default=False, help_text="drafted from a reader's private question")
    asker_agreed = models.BooleanField(default=False, help_text="the asker agreed that the answer may help others")
    deidentified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    deidentified_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(from_question=False)
                | Q(asker_agreed=True)
                | Q(deidentified_at__isnull=False),
                name="entry_private_until_cleared",
            )
        ]

    def __str__(self) -> str:
        return self.key or self.pid

    @property
    def is_cleared(self) -> bool:
        """May it be public, as far as the asker is concerned?"""
        return not self.from_question or self.asker_agreed or self.deidentified_at is not None

    def text_in(self, lang: str) -> "EntryText | None":
        """The text in `lang`, else in any language; reads prefetched texts where there are any."""
        texts = {text.lang: text for text in self.texts.all()}
        return texts.get(lang) or next(iter(texts.values()), None)


class EntryText(models.Model):
    """The entry in one language, written in it and not translated word by word."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="texts")
    lang = models.CharField(max_length=8)
    question = models.CharField(max_length=300)
    answer = models.TextField(help_text="Markdown")
    url = models.URLField(max_length=300, blank=True, help_text="where it stood before it was imported")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "lang"], name="entry_text_once_a_language")]

    def __str__(self) -> str:
        return self.question

    @property
    def html(self) -> SafeString:
        return render_markdown(self.answer)


class Wording(models.Model):
    """A way in which readers really asked for this entry. Each confirmed match may add one; about ten at most."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="wordings")
    lang = models.CharField(max_length=8)
    text = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "lang", "text"], name="wording_once"),
            models.CheckConstraint(condition=~Q(text=""), name="wording_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
