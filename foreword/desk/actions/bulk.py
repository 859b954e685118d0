"""The same deed on many questions. Each is a story of its own: one that is refused keeps none of the others back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from foreword.desk.actions.claiming import claim, release
from foreword.desk.actions.tagging import tag
from foreword.desk.actions.working import move
from foreword.desk.models import Question
from foreword.desk.refusals import Refusal
from foreword.people.models import Person

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    done: int
    refused: tuple[tuple[Question, str], ...]
    """Each with the words why not."""


_DEEDS: Final[Mapping[str, Callable[[Question, Person, str], object]]] = {
    "claim": lambda question, by, _value: claim(question=question, librarian=by),
    "release": lambda question, by, _value: release(question=question, by=by),
    "tag": lambda question, by, value: tag(question=question, by=by, text=value),
    "stage": lambda question, by, value: move(question=question, stage=value, by=by),
}
DEEDS: Final = tuple(_DEEDS)


def do_many(*, questions: Iterable[Question], by: Person, deed: str, value: str = "") -> Outcome:
    """`deed` is one of DEEDS; `value` is the tag or the stage."""
    story, done, refused = _DEEDS[deed], 0, []
    for question in list(questions)[:MOST]:
        try:
            story(question, by, value)
            done += 1
        except Refusal as refusal:
            refused.append((question, refusal.message))
    return Outcome(done, tuple(refused))
