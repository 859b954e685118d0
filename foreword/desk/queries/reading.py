"""Opening one question: by its asker, by the desk, or by whoever holds its secret link. Anybody else finds nothing."""

from foreword.desk.links import opens
from foreword.desk.models import Question, StaffReading
from foreword.kernel.clock import today
from foreword.kernel.models import AuditEntry
from foreword.kernel.writer import write
from foreword.people.models import Person

RELATED = ("conversation", "asker", "topic", "assignee")


def open_question(pid: str, viewer: Person | None, token: str = "") -> Question:
    """Raises Question.DoesNotExist, the same for what is missing and for what is somebody else's.

    That one of the staff opened a reader's question is logged here, so that no way in can forget it (P17).
    """
    known = viewer if viewer is not None and viewer.is_authenticated else None
    question = Question.objects.select_related(*RELATED).get(pid=pid)
    if known is not None and question.asker_id == known.pk:
        return question
    if known is not None and known.is_librarian:
        _note_reading(question, known)
        return question
    if token and opens(question, token):
        return question
    raise Question.DoesNotExist


def is_asker(question: Question, viewer: Person | None, token: str = "") -> bool:
    """May write, and say whether the answer answers: the person who asked, or the bearer of the link."""
    known = viewer is not None and viewer.is_authenticated
    return (known and viewer is not None and question.asker_id == viewer.pk) or bool(token and opens(question, token))


def _note_reading(question: Question, librarian: Person) -> None:
    day = today()
    if StaffReading.objects.filter(question=question, librarian=librarian, day=day).exists():
        return

    def note() -> None:
        _row, fresh = StaffReading.objects.get_or_create(question=question, librarian=librarian, day=day)
        if fresh:
            AuditEntry.write(
                actor=librarian.pid,
                action="question.opened",
                target=f"desk.question:{question.pid}",
                subject=question.asker.pid if question.asker else "",
                purpose="reference work",
            )

    write(note)
