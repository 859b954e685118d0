"""The way of a question, as a page shows it: where it has been, where it stands, what lies ahead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, pgettext_lazy

from foreword.desk.models import Question, Stage, StageVisit

READERS_WAY: Final = (
    Stage.RECEIVED,
    Stage.ACCEPTED,
    Stage.ANALYSING,
    Stage.SEARCHING,
    Stage.ANSWERED,
    Stage.SATISFIED,
)
DESK_WAY: Final = (Stage.ACCEPTED, Stage.ANALYSING, Stage.SEARCHING, Stage.ANSWERED, Stage.ARCHIVED)
_ORDER: Final = {stage: number for number, stage in enumerate(Stage)}

_TO_COME: Final = {
    Stage.ANALYSING: pgettext_lazy("stage", "Topic analysis"),
    Stage.SEARCHING: pgettext_lazy("stage", "Search"),
    Stage.ANSWERED: pgettext_lazy("stage", "Answer"),
    Stage.SATISFIED: pgettext_lazy("stage", "Does it answer?"),
    Stage.ARCHIVED: pgettext_lazy("stage", "Archive"),
}


@dataclass(frozen=True, slots=True)
class WayStep:
    stage: str
    label: str
    state: str
    """done, now, or todo; "skipped" for a stage that was passed by."""
    at: datetime | None = None
    note: str = ""
    """Who has it, or had."""


def way(question: Question, *, for_desk: bool = False) -> tuple[WayStep, ...]:
    """A step back takes back what came after it: after "not yet", the answer lies ahead again."""
    standing: dict[str, StageVisit] = {}
    for visit in question.visits.select_related("by").order_by("entered_at", "pk"):
        standing = {stage: old for stage, old in standing.items() if _ORDER[Stage(stage)] < _ORDER[Stage(visit.stage)]}
        standing[visit.stage] = visit
    steps = DESK_WAY if for_desk else READERS_WAY
    return tuple(_step(question, stage, standing.get(stage), for_desk=for_desk) for stage in steps)


def _step(question: Question, stage: Stage, visit: StageVisit | None, *, for_desk: bool) -> WayStep:
    state = _state(question, stage, visit)
    label = str(stage.label if state in {"done", "now"} else _TO_COME.get(stage, stage.label))
    return WayStep(stage, label, state, visit.entered_at if visit else None, _who(visit, for_desk=for_desk))


def _state(question: Question, stage: Stage, visit: StageVisit | None) -> str:
    if question.stage == stage:
        return "done" if stage in {Stage.SATISFIED, Stage.ARCHIVED} else "now"
    if visit is not None:
        return "done"
    return "skipped" if _ORDER[stage] < _ORDER[Stage(question.stage)] else "todo"


def _who(visit: StageVisit | None, *, for_desk: bool) -> str:
    """Readers see who has it by their office, colleagues by their name."""
    if visit is None or visit.by is None or not visit.by.is_librarian:
        return ""
    if for_desk:
        return visit.by.name
    return gettext(visit.by.get_role_display())
