"""Why the desk may say no: each with a message for the person in front of the screen, in their language."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Person


class Refusal(Exception):
    """`message` is shown as it stands; `code` is for programs."""

    code: ClassVar[str] = "refused"
    words: ClassVar[str | Promise] = _("This cannot be done.")
    file: str = ""
    """The name of the one file that it is about."""

    @property
    def message(self) -> str:
        return str(self.words)

    def __str__(self) -> str:
        return self.message


class TextRefused(Refusal):
    """The text of a question or a message cannot be taken as it is."""


class EmptyText(TextRefused):
    code = "empty"
    words = _("Please write something first.")


class TextTooLong(TextRefused):
    code = "too-long"
    words = _("That is more than 20,000 characters. Please shorten it, or send it in parts.")


class NotText(TextRefused):
    code = "not-text"
    words = _("That looks like a file rather than text. Please copy the words themselves and try again.")


class FileRefused(Refusal):
    """`why` is what the channels say of it."""

    code = "file-refused"

    def __init__(self, why: str, name: str) -> None:
        self.why, self.file = why, name

    @property
    def message(self) -> str:
        words = {
            "many": gettext("At most 5 files go with one message. Nothing was sent; please send the rest after it."),
            "large": gettext("“%(name)s” is too large, so nothing was sent. A file may have up to 10 MB."),
            "full": gettext("There is no more room for files in this exchange. Please send a link instead."),
            "enough": gettext("Many files came from here just now. Please send yours in some minutes."),
            "kind": gettext(
                "“%(name)s” is none of the kinds we take, so nothing was sent. Pictures (JPEG, PNG, WebP), sound, "
                "PDF, office files without macros and text are fine."
            ),
            "place": gettext(
                "“%(name)s” tells where it was recorded, so nothing was sent. Please save a copy without the place."
            ),
            "broken": gettext("“%(name)s” cannot be read as a picture, so nothing was sent."),
        }
        return words[self.why] % {"name": self.file}


class FilesNeedReview(Refusal):
    code = "files-need-review"
    words = _("Give the words in for review without the files; whoever reads them can add the files.")


class BadContact(Refusal):
    code = "bad-contact"
    words = _("We cannot read this mail address. Please check it, or leave it empty.")


class KeyReused(Refusal):
    code = "key-reused"
    words = _("This Idempotency-Key has already been used for another question.")


class SentBefore(Refusal):
    code = "sent-before"
    words = _("Something else has already been sent from this page. Please load it again, then send this once more.")


class Forgotten(Refusal):
    code = "forgotten"
    words = _("This question has been erased, so nothing can be added to it.")


class TooManyQuestions(Refusal):
    code = "too-many"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after

    @property
    def message(self) -> str:
        minutes = max(1, round(self.retry_after / 60))
        text = ngettext(
            "Many questions came from here just now. Please try again in %(n)d minute.",
            "Many questions came from here just now. Please try again in %(n)d minutes.",
            minutes,
        )
        return text % {"n": minutes}


class AlreadyClaimed(Refusal):
    code = "already-claimed"

    def __init__(self, by: Person) -> None:
        self.by = by

    @property
    def message(self) -> str:
        return gettext("%(name)s already has this question.") % {"name": self.by}


class NotYours(Refusal):
    code = "not-yours"
    words = _("Only whoever has this question, or the head of service, can give it back.")


class NotAnswered(Refusal):
    code = "not-answered"
    words = _("There is no answer yet.")


class NotForYourRole(Refusal):
    code = "not-for-your-role"
    words = _("Filing a question is for a reference librarian.")


class NotForYourTemplates(NotForYourRole):
    words = _("Templates are written by reference librarians and the head of service.")


class WrongStage(Refusal):
    code = "wrong-stage"
    words = _("The question cannot go to this stage by hand.")


class BadAnalysis(Refusal):
    code = "bad-analysis"
    words = _("Please choose the level and the kind from the list; a class looks like G252 or TU-023.")


class NothingToCite(Refusal):
    code = "nothing-to-cite"
    words = _("This source is gone, or it is not one that readers may see.")


class NotAtTheDesk(Refusal):
    code = "not-at-the-desk"
    words = _("Only the library's staff can do this.")


class HoursRefused(Refusal):
    """Opening hours that cannot stand as they were written."""


class BadSpan(HoursRefused):
    code = "bad-span"

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def message(self) -> str:
        return gettext("“%(text)s” is no opening. Write it like 8:00–12:00, 14:00–22:00.") % {"text": self.text[:40]}


class CrossingSpans(HoursRefused):
    code = "crossing-spans"
    words = _("Two openings of one day overlap.")


class BadZone(HoursRefused):
    code = "bad-zone"
    words = _("This time zone is not known. It looks like Asia/Shanghai or Europe/London.")


class BadDates(HoursRefused):
    code = "bad-dates"
    words = _("The last day is before the first.")


class NotForTheDesk(Refusal):
    code = "not-for-the-desk"
    words = _("Only the head of service can change this.")


class TasksOpen(Refusal):
    code = "tasks-open"

    def __init__(self, count: int) -> None:
        self.count = count

    @property
    def message(self) -> str:
        text = ngettext(
            "%(n)d sub-task is still open. Close it first, then archive the question.",
            "%(n)d sub-tasks are still open. Close them first, then archive the question.",
            self.count,
        )
        return text % {"n": self.count}


class Filed(Refusal):
    code = "filed"
    words = _("This question is archived. Move it back to a stage of work first.")


class BadTag(Refusal):
    code = "bad-tag"
    words = _("A tag is one or a few words, 40 characters at most.")


class CannotMerge(Refusal):
    """`why` says which rule stands against it."""

    code = "cannot-merge"

    def __init__(self, why: str | Promise) -> None:
        self.why = why

    @property
    def message(self) -> str:
        return str(self.why)


class CannotSplit(Refusal):
    code = "cannot-split"
    words = _("Only a further message of the reader becomes a question of its own, and only once.")


class AnsweredMeanwhile(Refusal):
    code = "answered-meanwhile"

    def __init__(self, by: str) -> None:
        self.by = by

    @property
    def message(self) -> str:
        return gettext(
            "%(name)s has written to the reader meanwhile. Read it first; sent again, yours goes out as well."
        ) % {"name": self.by}


class BadTemplate(Refusal):
    code = "bad-template"

    def __init__(self, why: str | Promise) -> None:
        self.why = why

    @property
    def message(self) -> str:
        return str(self.why)


class NoExpert(Refusal):
    code = "no-expert"
    words = _("No subject expert has this class. Note the CLC class in the topic analysis first.")


class LinkSpent(Refusal):
    code = "link-spent"
    words = _("This link works once, and for sixty days.")
