"""Work on a question: its stage by hand, its topic analysis."""

import re
from typing import Final

from foreword.desk.actions.steps import enter, hold, refuse_others, tell_pages
from foreword.desk.models import OPEN_STAGES, Kind, Question, Read, Stage, Understanding
from foreword.desk.refusals import BadAnalysis, WrongStage
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person, Topic

_CLASS: Final = re.compile(r"[A-Z][A-Z]?[A-Z0-9./\-=()]{0,10}")


@story
def move(*, question: Question, stage: Stage | str, by: Person) -> None:
    """Go to any of the open stages, forwards or back. The others are reached by what they are named for."""
    if stage not in OPEN_STAGES:
        raise WrongStage
    hold(question)
    refuse_others(question, by)
    if question.stage == Stage.ARCHIVED:
        question.archived_at = None
    enter(question, Stage(stage), by)


@story
def analyse(
    *,
    question: Question,
    by: Person,
    clc: str = "",
    read: int | None = None,
    kind: str = "",
    topic: Topic | None = None,
    urgent: bool | None = None,
) -> None:
    """Write down what the question is about: from now on it is an example to learn from. Raises BadAnalysis."""
    clc = clc.strip().upper()
    if (clc and not _CLASS.fullmatch(clc)) or (read and read not in Read.values) or (kind and kind not in Kind.values):
        raise BadAnalysis
    hold(question)
    refuse_others(question, by)
    question.clc, question.read, question.kind, question.topic = clc, read or None, kind, topic
    question.urgent = urgent
    question.save()
    Understanding.objects.update_or_create(question=question, defaults={"decided_at": now()})
    if question.stage in {Stage.RECEIVED, Stage.ACCEPTED}:
        enter(question, Stage.ANALYSING, by)
    else:
        tell_pages(question, "analysed", by, internal=True)
