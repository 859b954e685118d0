"""What a question's clocks are wound from."""

from collections.abc import Iterable
from typing import Final

from django.core.cache import cache

from foreword.channels.models import Author, Message
from foreword.desk.hours.clocks import ANSWER, DESK, READER, SETTLED, Due, Said, Target, wind
from foreword.desk.models import Evaluation, Question, ServiceTarget, Stage, Understanding
from foreword.desk.queries.hours import working_time

TARGETS_KEY: Final = "desk.service-targets"
_SIDES: Final = {"answer": ANSWER, "text": DESK}
_FRESH_SECONDS: Final = 30


def due(question: Question) -> Due:
    """By the question as it stands in memory and the thread as it is stored."""
    target = target_of(question)
    waits = question.is_open or question.waiting_since is not None
    if target is None or not waits or question.stage == Stage.ARCHIVED:
        return Due()
    return wind(said_in([question])[question.pk], target, working_time())


def target_of(question: Question) -> Target | None:
    for row in _targets():
        if row.kind in {"", question.kind} and (row.urgent is None or row.urgent == _is_urgent(question)):
            return Target(row.first_reply * 60, row.answer * 60)
    return None


def _is_urgent(question: Question) -> bool:
    """A librarian's word, or else the model's. Asked of the database: the guess may be newer than the question."""
    if question.urgent is not None:
        return question.urgent
    return Understanding.objects.filter(question=question, urgent=True).exists()


def _targets() -> list[ServiceTarget]:
    found: list[ServiceTarget] | None = cache.get(TARGETS_KEY)
    if found is None:
        found = list(ServiceTarget.objects.all())
        cache.set(TARGETS_KEY, found, _FRESH_SECONDS)
    return found


def said_in(questions: Iterable[Question]) -> dict[int, list[Said]]:
    """What moves the clocks of each question, by its key, in the order of time."""
    by_talk = {question.conversation_id: question.pk for question in questions}
    said: dict[int, list[Said]] = {pk: [] for pk in by_talk.values()}
    messages = Message.objects.filter(conversation__in=by_talk, internal=False, kind__in=["text", "answer"])
    rows = messages.exclude(author=Author.SYSTEM).values_list("conversation_id", "sent_at", "author", "kind")
    for talk, at, author, kind in rows:
        said[by_talk[talk]].append(Said(at, READER if author == Author.READER else _SIDES[kind]))
    evaluations = Evaluation.objects.filter(question__in=said).values_list("question_id", "given_at", "satisfied")
    for pk, at, satisfied in evaluations:
        said[pk].append(Said(at, SETTLED if satisfied else READER))
    return {pk: sorted(each, key=lambda one: one.at) for pk, each in said.items()}
