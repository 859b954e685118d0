"""The survey: what is to be filled in by its two sides, and what both together say."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Degree, Question, Survey
from foreword.desk.quality.agreement import LEAST, Agreement, agreement, in_tens
from foreword.kernel.clock import now
from foreword.people.models import Person

SPAN: Final = timedelta(days=365)
_SAID: Final = {
    "found": _("Got what they wanted"),
    "useful": _("Found it useful"),
    "learned": _("Learned how to find such things"),
    "timely": _("Had it in time"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that readers were asked, and how many in a hundred said yes, in tens."""

    label: Promise
    share: int


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """Of the last year. Each is None, or empty, where fewer than five have spoken."""

    agreement: Agreement | None
    readers: tuple[Said, ...]


def survey_of(question: Question) -> Survey | None:
    """What its reader may still fill in."""
    if question.is_open or question.ended:
        return None
    return Survey.objects.open().filter(question=question, reader_at__isnull=True).first()


def surveys_to_do(viewer: Person) -> tuple[Survey, ...]:
    """Answers of this librarian that were drawn, the newest first."""
    rows = Survey.objects.open().filter(librarian=viewer, librarian_at__isnull=True).exclude(question__text="")
    return tuple(rows.select_related("question").order_by("-drawn_at", "-pk"))


def survey_figures() -> SurveyFigures:
    rows = Survey.objects.filter(drawn_at__gt=now() - SPAN)
    pairs = list(rows.paired().values_list("found", "success"))
    return SurveyFigures(agreement(pairs), _readers(list(rows.filter(reader_at__isnull=False))))


def _readers(rows: list[Survey]) -> tuple[Said, ...]:
    if len(rows) < LEAST:
        return ()
    yes = {name: sum(getattr(row, name) == Degree.YES for row in rows) for name in _SAID}
    return tuple(Said(words, in_tens(yes[name], len(rows))) for name, words in _SAID.items())
