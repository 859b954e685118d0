"""What the desk has decided so far, as examples to learn from: texts without names or contacts, and no text for long.

A question whose text is emptied (by its asker's wish, or by age) is an example no more.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from foreword.assist.understanding.examples import SEED, Example
from foreword.assist.understanding.seeds import URGENT, USUAL, seeds
from foreword.desk.models import Question
from foreword.desk.models.question import QuestionQuerySet
from foreword.knowledge.scrub import scrub
from foreword.people.clc import CLASSES
from foreword.people.models import Topic

MOST: Final = 3_000
"""The newest decisions: what readers ask, and what a topic means, moves."""
SEEDS_COUNT_AS: Final = 100
"""A seed weighs half of a real question once there are so many of them, and less from there on."""


@dataclass(frozen=True, slots=True)
class Decided:
    example: Example
    at: datetime


def decided() -> QuestionQuerySet:
    return Question.objects.filter(understanding__decided_at__isnull=False).exclude(text="")


def history() -> list[Decided]:
    """Newest first."""
    rows = decided().select_related("asker", "understanding").order_by("-understanding__decided_at")[:MOST]
    return [_decided(question) for question in rows]


def shipped(own: int) -> list[Example]:
    """The seeds as this library can use them, beside `own` decisions; and its topics by their names."""
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    weight = SEEDS_COUNT_AS / (SEEDS_COUNT_AS + own)
    known = [
        Example(
            seed.text,
            {head: value for head, value in seed.labels.items() if head != "topic" or value in topics},
            SEED,
            weight,
        )
        for seed in seeds()
    ]
    named = [(name, topic.pk) for topic in topics.values() for name in (topic.name_en, topic.name_zh) if name]
    return known + [Example(name, {"topic": key}, SEED, weight) for name, key in named]


def broad_class(clc: str) -> str:
    """The class that a class number falls in, as broad as the model tells them apart; "" for none."""
    return next((clc[:length] for length in range(len(clc), 0, -1) if clc[:length] in _told_apart()), "")


@cache
def _told_apart() -> frozenset[str]:
    return frozenset(CLASSES) | {seed.labels["clc"] for seed in seeds() if "clc" in seed.labels}


def _decided(question: Question) -> Decided:
    names = [question.asker.name] if question.asker and question.asker.name else []
    text = scrub(question.text, lang=question.lang, names=names).text
    at = question.understanding.decided_at
    assert at is not None
    return Decided(Example(text, _labels(question)), at)


def _labels(question: Question) -> dict[str, str]:
    """What was left open was not decided."""
    found = {
        "topic": question.topic_id or "",
        "clc": broad_class(question.clc),
        "kind": question.kind,
        "read": str(question.read or ""),
        "urgency": "" if question.urgent is None else (URGENT if question.urgent else USUAL),
    }
    return {head: value for head, value in found.items() if value}
