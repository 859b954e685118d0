"""What both sides say of one answer, each without seeing the other's (after WOREP). Drawn by lot, which no one picks.

Source: Murfin and Gugelchuk, Development and Testing of a Reference Transaction Assessment Instrument, College &
Research Libraries 48 (1987), 314-338: reader and librarian judge the same transaction. Shortened to what one answers in
a minute; the wording is our own.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foreword.desk.models.question import Question
from foreword.kernel.clock import now

OPEN_FOR: Final = timedelta(days=30)


class Degree(models.TextChoices):
    YES = "yes", pgettext_lazy("survey", "yes")
    PARTLY = "partly", pgettext_lazy("survey", "partly")
    NO = "no", pgettext_lazy("survey", "no")


class Difficulty(models.TextChoices):
    EASY = "easy", pgettext_lazy("survey", "easy")
    MIDDLING = "middling", pgettext_lazy("survey", "middling")
    HARD = "hard", pgettext_lazy("survey", "hard")


class Stood(models.TextChoices):
    """What an answer mostly stood on."""

    ENTRY = "entry", _("the reference database")
    CATALOGUE = "catalogue", _("the catalogue")
    DATABASE = "database", _("a licensed database")
    PRINT = "print", _("printed works")
    WEB = "web", _("the open web")
    COLLEAGUE = "colleague", _("a colleague")
    OWN = "own", _("what I know")


Part = Mapping[str, type[models.TextChoices]]
READERS_PART: Final[Part] = {"found": Degree, "useful": Degree, "learned": Degree, "timely": Degree}
LIBRARIANS_PART: Final[Part] = {"success": Degree, "difficulty": Difficulty, "stood_on": Stood}


class SurveyQuerySet(models.QuerySet["Survey"]):
    def open(self) -> Self:
        return self.filter(drawn_at__gt=now() - OPEN_FOR)

    def paired(self) -> Self:
        return self.filter(reader_at__isnull=False, librarian_at__isnull=False)


class Survey(models.Model):
    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="survey")
    librarian = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="surveys"
    )
    drawn_at = models.DateTimeField(default=now)
    found = models.CharField(_("Did you get what you wanted?"), max_length=8, choices=Degree.choices, blank=True)
    useful = models.CharField(_("Was it useful?"), max_length=8, choices=Degree.choices, blank=True)
    learned = models.CharField(
        _("Did you learn how to find such things yourself?"), max_length=8, choices=Degree.choices, blank=True
    )
    timely = models.CharField(_("Did it come in time?"), max_length=8, choices=Degree.choices, blank=True)
    reader_at = models.DateTimeField(null=True, blank=True)
    success = models.CharField(
        _("Did the reader get what they wanted, as far as you can tell?"),
        max_length=8,
        choices=Degree.choices,
        blank=True,
    )
    difficulty = models.CharField(_("How hard was it?"), max_length=8, choices=Difficulty.choices, blank=True)
    stood_on = models.CharField(
        _("What did the answer mostly stand on?"), max_length=10, choices=Stood.choices, blank=True
    )
    librarian_at = models.DateTimeField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["librarian"], name="survey_to_do", condition=models.Q(librarian_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"
