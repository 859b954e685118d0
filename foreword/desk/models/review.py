"""A review of a student librarian's answer: before it is sent, or, drawn by lot, after.

Before: WAITING → SENT (maybe changed), RETURNED (with a note), or WITHDRAWN. After: WAITING → RATED. What was written
is kept whatever becomes of it. Nothing of it is in the thread, so no page of a reader can show it.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Message
from foreword.desk.models.question import Question
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Person
from foreword.people.permissions import may


class ReviewState(models.TextChoices):
    WAITING = "waiting", _("Waits for review")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Taken back")
    RATED = "rated", _("Looked at")


class ReviewQuerySet(models.QuerySet["Review"]):
    def waiting(self) -> Self:
        return self.filter(state=ReviewState.WAITING)

    def before_sending(self) -> Self:
        return self.filter(message_kind__gt="")

    def scored(self) -> Self:
        return self.exclude(scores={}).filter(decided_at__isnull=False)

    def visible_to(self, viewer: Person) -> Self:
        """Its author, and whoever reviews. Nobody else, and never a reader."""
        if not viewer.is_librarian:
            return self.none()
        return self if may(viewer, "answer.review") else self.filter(author=viewer)


class Review(models.Model):
    pid = PublicIdField()
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewed")
    message_kind = models.CharField(
        max_length=8, blank=True, help_text="answer or message, for one before sending; empty for one after"
    )
    client_id = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True, help_text="as its author wrote it")
    sent_text = models.TextField(blank=True, help_text="as the reviewer left it")
    note = models.TextField(blank=True, help_text="to its author")
    scores = models.JSONField(default=dict, blank=True, help_text="behaviour → 1 to 4")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.WAITING)
    submitted_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True, blank=True)
    first_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    open_at = models.DateTimeField(default=now, help_text="from when on it is for all who review")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewing"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="when its author read what became of it")
    message = models.OneToOneField(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="review")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(state="waiting", message_kind__gt=""), name="one_review_before_sending"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="review_queue", condition=Q(state="waiting")),
            models.Index(fields=["author", "state"], name="review_author"),
        ]

    def __str__(self) -> str:
        return f"{self.pid} {self.state}"

    @property
    def is_before(self) -> bool:
        return bool(self.message_kind)
