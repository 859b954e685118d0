"""What keeps a question going until its reader is satisfied: a word back to them, reminders, a link, a later look."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from foreword.channels.models import Message
from foreword.desk.models.question import Question
from foreword.kernel.clock import now


class AskingBack(models.Model):
    """The desk asked the reader for something; until they write, or the desk does, they are reminded now and then."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="askings_back")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=now)
    reminded = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["AskingBack"] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="asking_back_due", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.question_id} reminded {self.reminded}"


class Purpose(models.TextChoices):
    VERDICT = "verdict"
    FOLLOW_UP = "followup"
    SURVEY = "survey"


class OnceLink(models.Model):
    """A link that works without signing in, once. Only the token's SHA-256 is kept; its signature is checked first."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="once_links")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["OnceLink"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.question_id} {self.purpose}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def due(self) -> Self:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True, due_at__lte=now())


class FollowUp(models.Model):
    """The reader agreed to be asked once, some days later, whether it worked. Without such a row nobody is asked."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="follow_up")
    agreed_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    worked = models.BooleanField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.question_id} due {self.due_at:%Y-%m-%d}"


class Wording(models.Model):
    """How a question read before its asker changed it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField()
    replaced_at = models.DateTimeField(default=now)

    objects: models.Manager["Wording"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.question_id} until {self.replaced_at:%Y-%m-%d %H:%M}"


class SurveyPair(models.Model):
    """Both sides on one answer, each without seeing the other's (after WOREP). Drawn by lot, which no one picks."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="survey")
    librarian = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="surveys"
    )
    drawn_at = models.DateTimeField(default=now)
    reader_said = models.JSONField(default=dict, blank=True)
    reader_at = models.DateTimeField(null=True, blank=True)
    librarian_said = models.JSONField(default=dict, blank=True)
    librarian_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["SurveyPair"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.question_id}"
