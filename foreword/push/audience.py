"""Whom an occasion is about: readers' traits against its criteria, and only what each of them lets us look at.

A criterion is met by one of its values; every criterion has to be met. The sources that it was met from are what the
answer then stands on: it goes when one of them goes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from foreword.kernel.clock import ago, now
from foreword.people.models import Dimension, Person
from foreword.portraits.models import INTEREST, LEVEL, NOT_TRUE, Signal, SignalKind, Trait
from foreword.portraits.terms import term_of
from foreword.push.models import Event, Occasion

USES: Final = (SignalKind.OPENED, SignalKind.DWELT, SignalKind.ANSWERED, SignalKind.FOUND_USEFUL)
USED_WITHIN: Final = 14
JUST_BEGUN: Final = timedelta(days=21)
USED: Final = "used."


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a reader, with the sources that it is known from."""

    key: str
    value: str
    dimensions: frozenset[str]
    since: datetime


Test = Callable[[Fact, Collection[str]], bool]


def _is(key: str) -> Test:
    return lambda fact, wanted: fact.key == key and fact.value in wanted


def _one_of(family: str) -> Test:
    return lambda fact, wanted: fact.key.startswith(family) and fact.key.removeprefix(family) in wanted


def _within(fact: Fact, wanted: Collection[str]) -> bool:
    """A field of study, or one beneath it in the classification."""
    return fact.key == "discipline" and any(fact.value.startswith(each) for each in wanted)


CRITERIA: Final[Mapping[str, Test]] = {
    "kind": _is("kind"),
    "department": _is("department"),
    "discipline": _within,
    "cohort": _is("cohort"),
    "course": _one_of("course."),
    "interest": _one_of(INTEREST),
    "level": _is(LEVEL),
    "used": _one_of(USED),
}
EVENTS: Final[Mapping[str, Callable[[Fact], bool]]] = {
    Event.NEW_HERE: lambda fact: fact.key == "new_here",
    Event.DUE: lambda fact: fact.key == "loan_due",
    Event.ASSIGNMENT: lambda fact: fact.key == "course_event" and fact.value.startswith("assignment:"),
    Event.EXAM: lambda fact: fact.key == "course_event" and fact.value.startswith("exam:"),
    Event.COURSE: lambda fact: fact.key.startswith("course.") and now() - fact.since < JUST_BEGUN,
    Event.USED: lambda fact: fact.key.startswith(USED),
    Event.FIELD: lambda fact: fact.key == "discipline" or fact.key.startswith("field."),
}


READ: Final[Mapping[str, Q]] = {
    "kind": Q(key="kind"),
    "department": Q(key="department"),
    "discipline": Q(key="discipline"),
    "cohort": Q(key="cohort"),
    "course": Q(key__startswith="course."),
    "interest": Q(key__startswith=INTEREST),
    "level": Q(key=LEVEL),
    Event.NEW_HERE: Q(key="new_here"),
    Event.DUE: Q(key="loan_due"),
    Event.ASSIGNMENT: Q(key="course_event"),
    Event.EXAM: Q(key="course_event"),
    Event.COURSE: Q(key__startswith="course."),
    Event.FIELD: Q(key="discipline") | Q(key__startswith="field."),
}
"""Which traits a criterion or an event reads; of a portrait, no other is looked at for an occasion."""


def is_on(occasion: Occasion, seasons: Collection[str], day: date) -> bool:
    """Whether its time is now: its season, its dates and its weeks of term, as far as it names them."""
    if occasion.season and occasion.season not in seasons:
        return False
    if (occasion.starts_on and day < occasion.starts_on) or (occasion.ends_on and day > occasion.ends_on):
        return False
    if occasion.week_from is None and occasion.week_until is None:
        return True
    term = term_of(day)
    week = term.week(day) if term else 0
    return term is not None and (occasion.week_from or 0) <= week <= (occasion.week_until or week)


def met(occasion: Occasion, known: Sequence[Fact], agreed: Collection[str]) -> list[Fact] | None:
    """The facts by which this reader is meant, none where everybody is; None where they are not meant."""
    usable = [fact for fact in known if fact.dimensions <= set(agreed)]
    asked = [
        [fact for fact in usable if CRITERIA[name](fact, wanted)] for name, wanted in occasion.who.items() if wanted
    ]
    if occasion.event:
        asked.append([fact for fact in usable if EVENTS[occasion.event](fact)])
    return [facts[0] for facts in asked] if all(asked) else None


def known_of(people: Iterable[Person], occasions: Iterable[Occasion]) -> dict[int, list[Fact]]:
    """What is in use of these readers' portraits; what they opened only where an occasion asks for it."""
    occasions = list(occasions)
    keys = [person.pk for person in people]
    known: dict[int, list[Fact]] = {key: [] for key in keys}
    traits = Trait.objects.filter(_read_by(occasions), person__in=keys).in_use().exclude(value=NOT_TRUE)
    for trait in traits.order_by("pk"):
        dimensions = frozenset(trait.dimensions or [trait.dimension])
        known[trait.person_id].append(Fact(trait.key, trait.value, dimensions, trait.first_at))
    used = {item for occasion in occasions for item in occasion.who.get("used", ())}
    lately = Signal.objects.filter(person__in=keys, item__in=used, kind__in=USES, at__gt=ago(days=USED_WITHIN))
    for person, item, at in lately.values_list("person", "item", "at") if used else ():
        known[person].append(Fact(USED + item, item, frozenset([Dimension.READING.value]), at))
    return known


def _read_by(occasions: Iterable[Occasion]) -> Q:
    """The kind of reader always: what was written for others is left out."""
    names = {name for each in occasions for name in (*each.who, each.event) if name in READ}
    return reduce(or_, (READ[name] for name in sorted(names)), READ["kind"])
