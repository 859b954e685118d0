"""Readers by what their portraits hold, as sets: made to be counted, never to be looked into."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from foreword.insight.models import By, Measure
from foreword.insight.suppression import Cell, Readers, safe
from foreword.people.models import Consent, Person
from foreword.portraits.models import INTEREST, LEVEL, NOT_TRUE, Need, Trait

GROUPS: Final = (By.KIND, By.DEPARTMENT, By.COHORT, By.DISCIPLINE)
WHOLE: Final[Cell] = (By.ALL, "", Measure.READERS, "")
FORMS: Final = ("used_form", "form")
"""What somebody uses says more than what they chose."""


@dataclass(slots=True)
class Crowd:
    """`cells`: by what they are grouped, the group, the measure and its value."""

    cells: dict[Cell, Readers] = field(default_factory=lambda: defaultdict(int))
    _seats: dict[int, int] = field(default_factory=dict)

    def seat(self, person: int, traits: Mapping[str, str], needs: Iterable[str]) -> None:
        """Count this reader (a primary key) in."""
        bit = 1 << self._seats.setdefault(person, len(self._seats))
        groups = [(By.ALL, ""), *((by, name) for by in GROUPS if (name := _group(by, traits)))]
        says = [(Measure.READERS, ""), *_says(traits), *((Measure.NEED, topic) for topic in needs)]
        for by, group in groups:
            for measure, value in says:
                self.cells[by, group, measure, value] |= bit

    def published(self) -> dict[Cell, int]:
        """What may be told of all that, by exact counts: rounding is for who writes it down."""
        parts: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
        within: dict[Cell, Cell] = {}
        for cell in self.cells:
            by, group, measure, value = cell
            size = (by, group, Measure.READERS, "")
            if by != By.ALL:
                parts[(By.ALL, "", measure, value), by].append(cell)
            if measure != Measure.READERS:
                within[cell] = size
            if measure in {Measure.LEVEL, Measure.FORM}:
                parts[size, measure].append(cell)
        return safe(self.cells, [(total, told) for (total, _), told in parts.items()], within)


def crowd() -> Crowd:
    """All readers who keep a portrait now, by what it holds: nothing hidden, resting or out of date, and nothing that
    stands on a consent taken back or given to an older purpose text (P2).
    """
    people = Person.objects.readers().filter(resting_since__isnull=True, shared=False, under_14=False)
    agreed: dict[int, set[str]] = defaultdict(set)
    for person, dimension in Consent.objects.standing().filter(person__in=people).values_list("person", "dimension"):
        agreed[person].add(dimension)
    traits: dict[int, dict[str, str]] = defaultdict(dict)
    held = Trait.objects.in_use().filter(person__in=people).exclude(value=NOT_TRUE)
    facts = held.values_list("person", "key", "value", "dimension", "dimensions")
    for person, key, value, dimension, dimensions in facts.order_by("person"):
        if agreed[person].issuperset(dimensions or [dimension]):
            traits[person][key] = value
    needs: dict[int, set[str]] = defaultdict(set)
    wanted = Need.objects.current().filter(person__in=people).exclude(topic="")
    for person, topic, dimensions in wanted.values_list("person", "topic", "dimensions"):
        if agreed[person].issuperset(dimensions):
            needs[person].add(topic)
    found = Crowd()
    for person, known in traits.items():
        found.seat(person, known, needs[person])
    return found


def _group(by: By, traits: Mapping[str, str]) -> str:
    """Fields by their main class: there are too many finer ones for ten readers in each."""
    value = traits.get(by, "")
    return value[:1] if by == By.DISCIPLINE else value


def _says(traits: Mapping[str, str]) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = [(Measure.TOPIC, key[len(INTEREST) :]) for key in traits if key.startswith(INTEREST)]
    form = next((traits[key] for key in FORMS if key in traits), "")
    told += [(Measure.FORM, form)] if form else []
    return [*told, (Measure.LEVEL, traits[LEVEL])] if LEVEL in traits else told
