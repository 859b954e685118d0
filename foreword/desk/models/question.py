"""A question: the work order of reference work, from its receipt to its archive.

Stages follow the profession (accept, topic analysis, literature retrieval, answer, archive) but not in a fixed order:
each visit to a stage is a row of `StageVisit`; `stage` is only where the question stands now.
"""

from typing import Any, Self
from unicodedata import east_asian_width

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import Conversation, Medium
from foreword.kernel.clock import now
from foreword.kernel.ids import PublicIdField
from foreword.people.models import Person, Topic


class Stage(models.TextChoices):
    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    ANALYSING = "analysing", _("Topic analysis")
    SEARCHING = "searching", _("Literature search")
    ANSWERED = "answered", _("Answered")
    SATISFIED = "satisfied", _("Satisfied")
    ARCHIVED = "archived", _("Archived")


class Ended(models.TextChoices):
    """Why a question went to the archive without an answer. Whatever its reader writes opens it again."""

    UNHEARD = "unheard", _("Closed: nothing heard")
    FOUND = "found", _("Taken back: found meanwhile")
    UNNEEDED = "unneeded", _("Taken back: no longer needed")


OPEN_STAGES = (Stage.RECEIVED, Stage.ACCEPTED, Stage.ANALYSING, Stage.SEARCHING)


class Kind(models.TextChoices):
    """What sort of question it is, as ARL counts reference transactions."""

    DIRECTIONAL = "directional", _("Directional")
    POLICY = "policy", _("Rules and services")
    TECHNICAL = "technical", _("Technical help")
    READY_REFERENCE = "ready-reference", _("Ready reference")
    KNOWN_ITEM = "known-item", _("A known work")
    RESEARCH = "research", _("Research")
    FEEDBACK = "feedback", _("Feedback")
    OUT_OF_SCOPE = "out-of-scope", _("Not for the library")


class Read(models.IntegerChoices):
    """READ scale (Gerlich & Berard 2007): effort, knowledge and skill that the answer takes, 1 to 6."""

    ONE = 1, _("1 · no effort, no resources")
    TWO = 2, _("2 · little effort, known resources")
    THREE = 3, _("3 · some effort, a few resources")
    FOUR = 4, _("4 · considerable effort, several resources")
    FIVE = 5, _("5 · much effort and expertise")
    SIX = 6, _("6 · most effort, over days")


class Tier(models.TextChoices):
    """Who is to take a question first. Everybody at the desk sees it all the same."""

    COMMON = "common", _("Common queue")
    STUDENT = "student", _("Student desk")
    REFERENCE = "reference", _("Reference desk")
    EXPERT = "expert", _("Subject expert")
    PERSON = "person", _("One person")


HEADLINE_WIDTH = 90


def headline_of(text: str) -> str:
    """The first line, cut where a list still reads well. A Chinese character is as wide as two Latin letters."""
    line = next(iter(text.strip().splitlines()), "")
    width = 0
    for place, sign in enumerate(line):
        width += 2 if east_asian_width(sign) in "WF" else 1
        if width > HEADLINE_WIDTH:
            return line[: place - 1].rstrip() + "…"
    return line


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, viewer: Person | None) -> Self:
        """Private by default: its asker and the desk, nobody else. A secret link is checked apart, per question."""
        if viewer is None or not viewer.is_authenticated:
            return self.none()
        if viewer.is_librarian:
            return self
        return self.filter(asker=viewer)

    def open(self) -> Self:
        return self.filter(stage__in=OPEN_STAGES)

    def waiting(self) -> Self:
        """What somebody has to look at: open, or its reader has written since the last reply."""
        return self.filter(queued_since__isnull=False)

    def unclaimed(self) -> Self:
        return self.filter(assignee__isnull=True)

    def asked_by(self, person: Person) -> Self:
        return self.filter(asker=person)


class Question(models.Model):
    pid = PublicIdField()
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="question")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )
    contact = models.EmailField(_("mail address for the answer"), blank=True)
    secret = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the secret link's token")
    secret_expires_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="keyed hash of sender and text: a double click")
    text = models.TextField(_("question"))
    lang = models.CharField(max_length=8, default="en")
    medium = models.CharField(max_length=8, choices=Medium.choices, default=Medium.WEB)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL)
    clc = models.CharField(_("CLC class"), max_length=12, blank=True)
    read = models.PositiveSmallIntegerField(_("READ level"), null=True, blank=True, choices=Read.choices)
    read_suggested = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, blank=True)
    urgent = models.BooleanField(_("urgency"), null=True, blank=True, help_text="as a librarian decided")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.RECEIVED, db_index=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="work"
    )
    publish_consent = models.BooleanField(default=False, help_text="the asker agrees that the answer may help others")
    asked_about = models.CharField(max_length=60, blank=True, help_text="kind:key of what the reader was looking at")
    asked_at = models.DateTimeField(default=now, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(
        null=True, blank=True, help_text="since when a message of the reader has had no reply"
    )
    queued_since = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="kept by save(): set while somebody has to look at it"
    )
    first_reply_due = models.DateTimeField(null=True, blank=True, editable=False)
    answer_due = models.DateTimeField(null=True, blank=True, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="the nearer of the two")
    warn_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="when most of the time is used up")
    warned_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="the desk has been told")
    tier = models.CharField(max_length=10, choices=Tier.choices, default=Tier.COMMON)
    routed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    return_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="back to the common queue, if nobody takes it before"
    )
    ended = models.CharField(
        max_length=10, blank=True, choices=Ended.choices, help_text="archived without an answer, and why; else empty"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["stage", "asked_at"], name="question_queue"),
            models.Index(fields=["assignee", "stage"], name="question_work"),
            models.Index(
                fields=["queued_since"], name="question_queued", condition=models.Q(queued_since__isnull=False)
            ),
            models.Index(fields=["warn_at"], name="question_warn", condition=models.Q(warn_at__isnull=False)),
            models.Index(fields=["return_at"], name="question_return", condition=models.Q(return_at__isnull=False)),
            models.Index(fields=["fingerprint", "asked_at"], name="question_double_click"),
        ]

    def __str__(self) -> str:
        return self.pid

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the queue's own mark: one narrow index answers "what waits", however many questions are closed."""
        waits = self.is_open or self.waiting_since is not None
        self.queued_since = (self.waiting_since or self.queued_since or self.asked_at) if waits else None
        super().save(*args, **kwargs)

    @property
    def headline(self) -> str:
        return headline_of(self.text)

    @property
    def address(self) -> str:
        """Where its asker gets mail; empty where we know none."""
        return self.contact or (self.asker.email if self.asker else "")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def standing_label(self) -> str:
        """Where it stands, in words."""
        return str(self.get_ended_display() if self.ended else self.get_stage_display())
