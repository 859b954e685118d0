"""Some answers are drawn by lot when they are closed, and both sides say how it went, each once and by itself."""

from collections.abc import Mapping

from foreword.desk.models import CareRules, Question, Survey
from foreword.desk.models.survey import LIBRARIANS_PART, READERS_PART, Part, SurveyQuerySet
from foreword.desk.quality.draw import is_drawn
from foreword.desk.queries.standing import last_answerer
from foreword.desk.refusals_of_care import SurveyGone, SurveyUnfinished
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person


def draw(question: Question) -> None:
    """In the write that closes it. Whether it is drawn follows from its id alone."""
    by = last_answerer(question)
    if by is not None and is_drawn("survey", question.pid, CareRules.standing().survey_share):
        Survey.objects.get_or_create(question=question, defaults={"librarian": by})


@story
def say_as_reader(*, question: Question, said: Mapping[str, str]) -> None:
    """All of it, once: of two clicks the first counts. Raises SurveyUnfinished, SurveyGone."""
    _keep(Survey.objects.filter(question=question, reader_at=None), READERS_PART, said, "reader_at")


@story
def say_as_librarian(*, question: Question, by: Person, said: Mapping[str, str]) -> None:
    """By who answered, and nobody else. Raises SurveyUnfinished, SurveyGone."""
    mine = Survey.objects.filter(question=question, librarian=by, librarian_at=None)
    _keep(mine, LIBRARIANS_PART, said, "librarian_at")


def _keep(waiting: SurveyQuerySet, part: Part, said: Mapping[str, str], at: str) -> None:
    chosen = {name: said.get(name, "") for name in part}
    if not all(chosen[name] in choices.values for name, choices in part.items()):
        raise SurveyUnfinished
    if not waiting.open().update(**chosen, **{at: now()}):
        raise SurveyGone
