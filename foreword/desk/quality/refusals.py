"""Why a review, a level or a reader's wish may be refused: in words for the person in front of the screen."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foreword.desk.refusals import Refusal
from foreword.people.models import Person


class NeedsReview(Refusal):
    code = "needs-review"
    words = _("Your answers are reviewed before they are sent. Give this one in for review.")


class NotAReviewer(Refusal):
    code = "not-a-reviewer"
    words = _("Reviews are for reference librarians, experts and the head of service, and never of one's own answer.")


class InReview(Refusal):
    code = "in-review"

    def __init__(self, by: Person) -> None:
        self.by = by

    @property
    def message(self) -> str:
        return gettext("%(name)s is reviewing this.") % {"name": self.by}


class MentorFirst(Refusal):
    code = "mentor-first"

    def __init__(self, mentor: Person, until: datetime) -> None:
        self.mentor, self.until = mentor, until

    @property
    def message(self) -> str:
        until = date_format(localtime(self.until), "SHORT_DATETIME_FORMAT")
        return gettext("Until %(until)s this is for %(name)s, the author's mentor.") % {
            "name": self.mentor,
            "until": until,
        }


class ReviewOver(Refusal):
    code = "review-over"
    words = _("This review is over: the answer was sent, returned, or taken back meanwhile.")


class ReviewOpen(Refusal):
    code = "review-open"
    words = _("An answer to this question is in review. Decide on it first.")


class NoScores(Refusal):
    code = "no-scores"
    words = _("Please rate at least one of the six behaviours.")


class NoNote(Refusal):
    code = "no-note"
    words = _("Please say in a note what is to be changed.")


class NoReason(Refusal):
    code = "no-reason"
    words = _("Please give the reason; the person concerned reads it.")


class NotInTraining(Refusal):
    code = "not-in-training"
    words = _("Levels and mentors are for student librarians.")


class BadMentor(Refusal):
    code = "bad-mentor"
    words = _("A mentor is somebody else who reviews answers.")
