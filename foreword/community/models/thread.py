"""Readers among themselves: a public question and its replies."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.kernel.sanitise import render_markdown
from foreword.people.models import Topic


class ThreadQuerySet(models.QuerySet["Thread"]):
    def public(self) -> Self:
        return self.filter(hidden_at__isnull=True)


class Thread(models.Model):
    pid = PublicIdField()
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="threads")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lang = models.CharField(max_length=8, default="en")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    asked_at = models.DateTimeField(default=now, db_index=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def html(self) -> SafeString:
        return render_markdown(self.text)

    @property
    def is_answered(self) -> bool:
        """By a librarian, or by a reader whom a librarian marked as right."""
        answers = models.Q(by_librarian=True) | models.Q(endorsed_by__isnull=False)
        return self.replies.filter(answers).exists()


class Reply(models.Model):
    pid = PublicIdField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="replies")
    by_librarian = models.BooleanField(default=False)
    text = models.TextField(_("text"))
    replied_at = models.DateTimeField(default=now)
    votes = models.PositiveIntegerField(default=0)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def html(self) -> SafeString:
        return render_markdown(self.text)
