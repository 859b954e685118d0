"""What groups of readers look for, as it was drawn for this month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.insight.models import By, GroupFigure, Measure
from foreword.people.clc import clc_name
from foreword.people.models import Audience, Topic

MOST: Final = 12
"""Values of one measure, the most frequent."""
BREAKDOWNS: Final[Mapping[str, Promise]] = {
    By.KIND: _("Kind of reader"),
    By.DEPARTMENT: _("Department"),
    By.COHORT: _("Year of entry"),
    By.DISCIPLINE: _("Field of study"),
}
MEASURES: Final[Mapping[str, Promise]] = {
    Measure.TOPIC: _("What they look for"),
    Measure.NEED: _("What they will need next"),
    Measure.LEVEL: _("How they use the library"),
    Measure.FORM: _("In which form they like answers"),
}
VALUES: Final[Mapping[str, Mapping[str, Promise]]] = {
    Measure.LEVEL: {
        "newcomer": _("finding their way"),
        "regular": _("at home in the library"),
        "researcher": _("working in depth"),
        "contributor": _("helping other readers"),
    },
    Measure.FORM: {"text": _("Text"), "audio": _("Audio"), "video": _("Video")},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A group that may be told of, and about how many readers it has."""

    key: str
    name: str
    readers: int


@dataclass(frozen=True, slots=True)
class Row:
    """One value: about how many of all readers, and of each group; None where it is left out."""

    name: str
    whole: int | None
    groups: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    measure: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Portraits:
    """`drawn`: the month; None before the first. `readers`: 0 where there are too few of them to say anything."""

    drawn: date | None
    readers: int
    columns: tuple[Column, ...]
    portraits: tuple[Portrait, ...]


def group_portraits(by: str) -> Portraits:
    figures = list(GroupFigure.objects.filter(by__in=[By.ALL, by]))
    told = {(each.by, each.group, each.measure, each.value): each.readers for each in figures}
    columns = tuple(
        Column(each.group, _called(by, each.group), each.readers)
        for each in sorted(figures, key=lambda each: (-each.readers, each.group))
        if each.by == by and each.measure == Measure.READERS
    )
    values: dict[str, list[str]] = defaultdict(list)
    for each in sorted(figures, key=lambda each: (each.by != By.ALL, -each.readers, each.value)):
        if each.value and each.value not in values[each.measure]:
            values[each.measure].append(each.value)
    names = {topic.key: topic.name for topic in Topic.objects.all()}

    def row(measure: str, value: str) -> Row:
        groups = tuple(told.get((by, column.key, measure, value)) for column in columns)
        return Row(_said(measure, value, names), told.get((By.ALL, "", measure, value)), groups)

    return Portraits(
        figures[0].month if figures else None,
        told.get((By.ALL, "", Measure.READERS, ""), 0),
        columns,
        tuple(
            Portrait(measure, str(name), tuple(row(measure, value) for value in values[measure][:MOST]))
            for measure, name in MEASURES.items()
        ),
    )


def _called(by: str, group: str) -> str:
    if by == By.KIND:
        return str(dict(Audience.choices).get(group, group))
    return clc_name(group) or group if by == By.DISCIPLINE else group


def _said(measure: str, value: str, topics: Mapping[str, str]) -> str:
    return str(VALUES.get(measure, topics).get(value, value))
