"""Once a day the desk learns from what its librarians decided. A new model takes over only if it is no worse.

"No worse" is measured on the decisions that the old model has not seen: the new one guesses them with each left out.
Where somebody's question was erased, the model that knew it goes in any case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foreword.assist.actions import stay, take_over
from foreword.assist.models import LearnedModel
from foreword.assist.queries import current_model, current_record
from foreword.assist.understanding import learning
from foreword.assist.understanding.examples import Example, Row, Rows
from foreword.assist.understanding.model import Model
from foreword.desk.actions.understanding import understand
from foreword.desk.models import Question
from foreword.desk.queries.history import Decided, decided, history, shipped
from foreword.search.embedding import embed, encoders_in_use
from foreword.search.languages import detect

LEAST_NEW: Final = 5
"""New decisions that are worth learning anew."""
_OPEN_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class _Lesson:
    learned: learning.Learned
    examples: Sequence[Example]
    langs: Sequence[str]
    rows: Rows
    own: int


def learn_from_decisions() -> None:
    record, past = current_record(), history()
    model = _usable()
    if record is None or model is None:
        _take_over(_learn(past), past, "the first, or other encoders")
        return
    if _forgotten(record):
        _take_over(_learn(past), past, "a question it knew is gone or was decided anew")
        return
    new = [at for at, one in enumerate(past) if record.learned_until is None or one.at > record.learned_until]
    if len(new) < LEAST_NEW:
        return
    lesson = _learn(past)
    before, after = _compare(model, lesson, new)
    if after < before:
        stay(version=record.version, why=f"new {after}, old {before} right on {len(new)} new decisions")
        return
    _take_over(lesson, past, f"new {after}, old {before} right on {len(new)} new decisions")


def understand_open() -> None:
    """Ask the model of what waits and has not been decided, newest first."""
    open_ones = Question.objects.waiting().filter(understanding__decided_at__isnull=True).order_by("-asked_at")
    for question in open_ones[:_OPEN_AT_ONCE]:
        understand(question=question)


def _usable() -> Model | None:
    found = current_model()
    return found[1] if found and set(found[1].encoders) == set(encoders_in_use()) else None


def _forgotten(record: LearnedModel) -> bool:
    """Fewer of the decisions it learned from are there than then."""
    if record.learned_until is None:
        return False
    return decided().filter(understanding__decided_at__lte=record.learned_until).count() < record.own


def _learn(past: Sequence[Decided]) -> _Lesson:
    """Own decisions first, so that their places among the examples are those in `past`."""
    examples = [*(one.example for one in past), *shipped(len(past))]
    texts = [example.text for example in examples]
    langs, rows = [detect(text) for text in texts], embed(texts)
    return _Lesson(learning.learn(examples, langs, rows), examples, langs, rows, len(past))


def _compare(old: Model, lesson: _Lesson, new: Sequence[int]) -> tuple[int, int]:
    """How many labels of the `new` decisions each gets right, over the heads that both have."""
    before = after = 0
    said = {at: old.say(lesson.examples[at].text, lesson.langs[at], _row(lesson, at)) for at in new}
    for name, held in lesson.learned.held_out.items():
        if name not in old.heads:
            continue
        guessed = held.probabilities.argmax(axis=1)
        for place, at in enumerate(held.examples.tolist()):
            if at in said:
                before += said[at][name].value == lesson.examples[at].labels[name]
                after += int(guessed[place] == held.right[place])
    return before, after


def _row(lesson: _Lesson, at: int) -> Row:
    return {name: vectors[at] for name, vectors in lesson.rows.items()}


def _take_over(lesson: _Lesson, past: Sequence[Decided], why: str) -> None:
    until = past[0].at if past else None
    own = decided().filter(understanding__decided_at__lte=until).count() if until else 0
    take_over(model=lesson.learned.model, own=own, learned_until=until, why=why)
    understand_open()
