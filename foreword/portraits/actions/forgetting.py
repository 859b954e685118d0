"""Forgetting: when a consent is taken back, when a signal has grown old, when somebody wants none of it any more."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from foreword.kernel.outbox import publish
from foreword.people.models import Consent, Person
from foreword.portraits.actions.growing import rebuild
from foreword.portraits.crowds import DAY, Attendance, day_of
from foreword.portraits.events import PortraitChanged
from foreword.portraits.interest import decayed
from foreword.portraits.marks import LIVE, family, half_life, marks
from foreword.portraits.models import Need, Remnant, Signal, Trait
from foreword.portraits.vocabulary import NEEDS


@transaction.atomic
def forget_dimension(*, person: Person, dimension: str) -> None:
    """Drop every signal of this dimension and all that was made from it; what other dimensions say stays.

    So does what was kept since, where its reader has said yes again before this was done.
    """
    again = Consent.objects.standing().filter(person=person, dimension=dimension).first()
    if again is not None:
        Signal.objects.filter(person=person, dimension=dimension, consented_at__lt=again.given_at).delete()
        Remnant.objects.filter(person=person, dimension=dimension, first_at__lt=again.given_at).delete()
        rebuild(person=person)
        return
    Signal.objects.filter(person=person, dimension=dimension).delete()
    _unsay(person, dimension)
    Remnant.objects.filter(person=person, dimension=dimension).delete()
    for trait in Trait.objects.filter(person=person):
        if dimension in trait.dimensions:
            trait.dimensions = [name for name in trait.dimensions if name != dimension]
            _keep_or_drop(trait)
    needs = Need.objects.filter(person=person)
    needs.filter(pk__in=[need.pk for need in needs if dimension in need.dimensions]).delete()
    rebuild(person=person)


def _unsay(person: Person, dimension: str) -> None:
    """What signals of other dimensions said under this one: from which device, from where."""
    said = [word for word, under in NEEDS.items() if under == dimension]
    if not said:
        return
    for signal in Signal.objects.filter(person=person).exclude(about={}):
        left = {word: value for word, value in signal.about.items() if word not in said}
        Signal.objects.filter(pk=signal.pk).update(about=left)
    for word in said:
        Remnant.objects.filter(person=person, counter__startswith=f"{word}.").delete()


def _keep_or_drop(trait: Trait) -> None:
    if trait.dimensions:
        trait.dimension = trait.dimensions[0]
        trait.save(update_fields=["dimensions", "dimension"])
    else:
        trait.delete()


@transaction.atomic
def forget_portrait(*, person: Person) -> None:
    """All of it: signals, what they left, traits, needs. Consents are the reader's to take back, and are left alone."""
    for model in (Need, Trait, Remnant, Signal):
        model.objects.filter(person=person).delete()
    publish(PortraitChanged(person=person.pid))


@transaction.atomic
def carry_forward(old: models.QuerySet[Any]) -> None:
    """Before old signals go: leave their weight, and nothing of their content, in the counters that they added to."""
    kept: dict[tuple[int, str, str], Remnant] = {}
    signals = _apart_from_crowds(list(old.order_by("at", "pid")))
    known = Remnant.objects.filter(person__in={signal.person_id for signal in signals})
    for remnant in known:
        kept[remnant.person_id, remnant.counter, remnant.dimension] = remnant
    for signal in signals:
        _leave(signal, kept)
    _write(kept.values())


def _apart_from_crowds(old: list[Signal]) -> list[Signal]:
    """What may leave something. A crowd goes whole: a part of it would not look like one."""
    days = defaultdict(list)
    for signal in old:
        days[signal.person_id, day_of(signal.at)].append(signal)
    told: list[Signal] = []
    for (person, day), group in days.items():
        whole = Signal.objects.filter(person=person, at__gte=day, at__lt=day + DAY)
        present = Attendance(whole.values_list("at", flat=True))
        crowd = [pk for pk, at in whole.values_list("pk", "at") if present.is_full(at)]
        whole.filter(pk__in=crowd).delete()
        told += [signal for signal in group if signal.pk not in crowd]
    return told


def _leave(signal: Signal, kept: dict[tuple[int, str, str], Remnant]) -> None:
    for counter, weight in marks(signal):
        if family(counter) in LIVE:
            continue
        key = (signal.person_id, counter[:80], signal.dimension)
        before = kept.setdefault(
            key,
            Remnant(
                person_id=signal.person_id,
                counter=counter[:80],
                dimension=signal.dimension,
                at=signal.at,
                first_at=signal.at,
            ),
        )
        _add(before, signal, weight)


def _add(remnant: Remnant, signal: Signal, weight: float) -> None:
    half, at = half_life(remnant.counter), max(remnant.at, signal.at)
    if half is None:
        remnant.score += weight
        remnant.until = max(filter(None, (remnant.until, signal.until)), default=None)
    else:
        remnant.score = decayed(remnant.score, remnant.at, at, half) + decayed(weight, signal.at, at, half)
    remnant.first_at = min(remnant.first_at, signal.at)
    remnant.at = at
    remnant.count += 1


def _write(remnants: Iterable[Remnant]) -> None:
    told = list(remnants)
    Remnant.objects.bulk_create([each for each in told if each.pk is None])
    Remnant.objects.bulk_update(
        [each for each in told if each.pk is not None], ["score", "count", "first_at", "at", "until"], batch_size=100
    )
