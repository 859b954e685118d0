"""The clocks of a question are wound in the very write that moves them."""

from typing import Final

from foreword.desk.models import Question
from foreword.desk.queries.clocks import due

CLOCKS: Final = ("first_reply_due", "answer_due", "due_at", "warn_at", "warned_at")


def set_clocks(question: Question) -> None:
    """Inside a story that holds the question."""
    wind_clocks(question)
    Question.objects.filter(pk=question.pk).update(**{name: getattr(question, name) for name in CLOCKS})


def wind_clocks(question: Question) -> None:
    """Whoever calls it saves CLOCKS. A warning is given again only when the due date has moved."""
    found = due(question)
    if found.nearest != question.due_at or found.warn is None:
        question.warned_at = None
    question.first_reply_due, question.answer_due = found.first_reply, found.answer
    question.due_at, question.warn_at = found.nearest, found.warn
