"""How a portrait grows: everything that follows is drawn anew, and what differs is written.

Everything here may run again at any time and gives the same result. What the reader corrected or hid is never touched,
and the consents are read in the transaction that writes: one that is taken back in the middle of a run wins.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.portraits.actions.foreseeing import Foresight
from foreword.portraits.calendar import current_seasons
from foreword.portraits.crowds import apart_from_crowds
from foreword.portraits.events import PortraitChanged
from foreword.portraits.interest import UNUSED
from foreword.portraits.ledger import reckon
from foreword.portraits.models import Course, Remnant, Signal, Source, Trait
from foreword.portraits.painting import FIELDS, as_fields, paint, stated
from foreword.portraits.registry import Drawn, Facts, spec_of
from foreword.portraits.registry.methods import Said
from foreword.portraits.standing import agreements

AT_ONCE: Final = 200
"""Readers in one transaction: short enough that nobody waits long."""


def rebuild(*, person: Person) -> None:
    """Make the whole portrait anew from the signals that are kept and what forgotten ones left."""
    grow([person.pk])


def renew(*, person: Person) -> None:
    """Bring what follows from the account and the calendar up to date, drop what has faded, foresee again.

    For a reader who has not been here for 180 days nothing is renewed: their portrait is on its way out.
    """
    if _is_about(person):
        grow([person.pk], tell=False)


def rebuild_everybody(*, say: Callable[[int], None] = lambda _: None) -> int:
    """All portraits of all who agreed to anything or have any, in batches; how many. `say` hears each batch's size."""
    told = Q(consents__withdrawn_at__isnull=True, consents__isnull=False) | Q(traits__isnull=False)
    readers = list(Person.objects.filter(told).order_by("pk").values_list("pk", flat=True).distinct())
    for start in range(0, len(readers), AT_ONCE):
        batch = readers[start : start + AT_ONCE]
        grow(batch)
        say(len(batch))
    return len(readers)


@transaction.atomic
def grow(readers: Sequence[int], *, tell: bool = True) -> None:
    """Draw the portraits of these readers (primary keys) and foresee their needs, in one transaction."""
    moment = now()
    people = list(Person.objects.select_for_update().filter(pk__in=readers).order_by("pk"))
    foresight = Foresight([person.pk for person in people])
    studio = _Studio(people, moment)
    for person in people:
        facts = studio.draw(person)
        foresight.look(facts)
    studio.write()
    foresight.write()
    Trait.objects.filter(person__in=people).update(used_at=moment)
    if tell:
        for person in people:
            publish(PortraitChanged(person=person.pid))


class _Studio:
    """The portraits of a few readers: read together, drawn one by one, written together."""

    def __init__(self, people: Sequence[Person], moment: datetime) -> None:
        keys = [person.pk for person in people]
        self.moment = moment
        self.agreed = agreements(people)
        self.seasons = current_seasons()
        self.signals = _by_person(Signal.objects.filter(person__in=keys).order_by("-at", "-pid"))
        self.remnants = _by_person(Remnant.objects.filter(person__in=keys))
        self.traits = _by_person(Trait.objects.filter(person__in=keys))
        self.courses = self._courses()
        self.new: list[Trait] = []
        self.changed: list[Trait] = []
        self.gone: list[int] = []

    def _courses(self) -> dict[str, Course]:
        codes = {
            each.item.partition(":")[2] for told in self.signals.values() for each in told if each.clc or each.until
        }
        codes |= {
            each.counter.partition(".")[2] for told in self.remnants.values() for each in told if each.until is not None
        }
        if not codes:
            return {}
        return {course.code: course for course in Course.objects.filter(code__in=codes).prefetch_related("events")}

    def draw(self, person: Person) -> Facts:
        agreed = self.agreed[person.pk]
        signals = [each for each in apart_from_crowds(self.signals[person.pk]) if each.dimension in agreed]
        remnants = [each for each in self.remnants[person.pk] if each.dimension in agreed]
        known = {trait.key: trait for trait in self.traits[person.pk]}
        ledger = reckon(signals, remnants, self.moment)
        told = {key: trait for key, trait in stated(known.values()).items() if agreed.issuperset(trait.dimensions)}
        facts = Facts(person, agreed, ledger, signals, self.moment, self.seasons, self.courses, told)
        drawn = paint(facts)
        self._compare(facts, drawn, known)
        return facts

    def _compare(self, facts: Facts, drawn: dict[str, Drawn], known: dict[str, Trait]) -> None:
        for key, each in drawn.items():
            trait = known.get(key)
            if trait is not None and trait.is_corrected:
                continue
            fields = as_fields(each, facts, trait)
            if trait is None:
                self.new.append(Trait(person=facts.person, key=key, **fields))
            elif any(getattr(trait, name) != value for name, value in fields.items()):
                for name, value in fields.items():
                    setattr(trait, name, value)
                self.changed.append(trait)
        self.gone += [trait.pk for key, trait in known.items() if key not in drawn and not _stays(trait)]

    def write(self) -> None:
        Trait.objects.filter(pk__in=self.gone).delete()
        Trait.objects.bulk_create(self.new)
        Trait.objects.bulk_update(self.changed, FIELDS, batch_size=100)


def _stays(trait: Trait) -> bool:
    """What only its reader can say, corrected or hid outlives that it no longer follows from anything."""
    spec = spec_of(trait.key)
    said = spec is not None and isinstance(spec.method, Said)
    return trait.source == Source.CORRECTED or trait.hidden_at is not None or said


def _by_person(rows: Iterable[Signal] | Iterable[Remnant] | Iterable[Trait]) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _is_about(person: Person) -> bool:
    since = now() - UNUSED
    here = max(person.last_login or person.joined_at, person.joined_at) > since
    return here or Signal.objects.filter(person=person).exists()
