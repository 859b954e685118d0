"""What the queue can be narrowed to: a fixed list of names, each with its own rule. What is unknown narrows nothing."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.db.models import Q

from foreword.desk.models import StaffReading, Stage
from foreword.desk.models.question import QuestionQuerySet
from foreword.kernel.clock import now
from foreword.people.models import Person

SOON: Final = timedelta(hours=4)

Narrow = Callable[[QuestionQuerySet, Person, str], QuestionQuerySet]


def _unread(rows: QuestionQuerySet, viewer: Person, _value: str) -> QuestionQuerySet:
    """What this person has never opened, or what its reader has written to since the last reply."""
    opened = StaffReading.objects.filter(librarian=viewer).values("question")
    return rows.filter(~Q(pk__in=opened) | Q(waiting_since__isnull=False))


def _held(rows: QuestionQuerySet, viewer: Person, value: str) -> QuestionQuerySet:
    if value == "nobody":
        return rows.unclaimed()
    return rows.filter(assignee=viewer) if value == "me" else rows.filter(assignee__pid=value)


_RULES: Final[Mapping[str, Narrow]] = {
    "topic": lambda rows, _viewer, value: rows.filter(topic=value),
    "lang": lambda rows, _viewer, value: rows.filter(lang=value),
    "tag": lambda rows, _viewer, value: rows.filter(taggings__tag=value.casefold()),
    "medium": lambda rows, _viewer, value: rows.filter(medium=value),
    "stage": lambda rows, _viewer, value: rows.filter(stage=value) if value in Stage.values else rows,
    "holder": _held,
    "unread": _unread,
    "due": lambda rows, _viewer, _value: rows.filter(due_at__lt=now() + SOON),
}
FILTERS: Final = tuple(_RULES)
MORE_FILTERS: Final = tuple(name for name in FILTERS if name not in {"topic", "lang"})
"""Those behind "More": the queue is narrow."""


def wanted_of(given: Mapping[str, str]) -> dict[str, str]:
    """The filters among the words of an address, as they may be kept and used."""
    return {name: str(given[name]).replace("\0", "")[:60] for name in FILTERS if given.get(name)}


def narrowed(rows: QuestionQuerySet, viewer: Person, wanted: Mapping[str, str]) -> QuestionQuerySet:
    for name, value in wanted.items():
        rows = _RULES[name](rows, viewer, value)
    return rows
