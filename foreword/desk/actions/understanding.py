"""A question is understood, as far as a model can: its guess is kept with it, for the librarian who opens it."""

from typing import Final

from foreword.assist.understanding.seeds import URGENT
from foreword.desk.actions.steps import hold
from foreword.desk.actions.winding import set_clocks
from foreword.desk.feed import announce_change
from foreword.desk.models import Question, Understanding
from foreword.desk.queries.understanding import LEAST, Asked, ask_model
from foreword.desk.story import story
from foreword.kernel.clock import now

MARKED: Final = 0.6
"""From this probability on a question bears the mark in the queue."""


def understand(*, question: Question) -> None:
    """Never on the way in: asked of the model by a job. Nothing where a librarian was faster."""
    asked = ask_model(question.text) if question.text else None
    if asked is not None:
        _keep(question, asked)


@story
def _keep(question: Question, asked: Asked) -> None:
    said = {
        name: {"value": one.value, "probability": round(one.probability, 4), "sure": one.sure}
        for name, one in asked.said.items()
    }
    urgency, level = asked.said.get("urgency"), asked.said.get("read")
    row, _fresh = Understanding.objects.get_or_create(question=question)
    if row.decided_at is not None:
        return
    row.version, row.said, row.said_at = asked.version, said, now()
    row.urgent = urgency is not None and urgency.value == URGENT and urgency.probability >= MARKED
    row.save()
    if level and level.probability >= LEAST:
        Question.objects.filter(pk=question.pk, read__isnull=True).update(read_suggested=int(level.value))
    hold(question)
    set_clocks(question)
    announce_change()
