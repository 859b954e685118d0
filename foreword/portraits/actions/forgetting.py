"""Forgetting: when a consent is taken back, when a signal has grown old, when somebody wants none of it any more."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from foreword.kernel.outbox import publish
from foreword.people.models import Person
from foreword.portraits.actions.growing import rebuild
from foreword.portraits.events import PortraitChanged
from foreword.portraits.interest import TOPIC_HALF_LIFE, decayed
from foreword.portraits.models import INTEREST, WEIGHTS, Need, Signal, SignalKind, Trait


@transaction.atomic
def forget_dimension(*, person: Person, dimension: str) -> None:
    """Drop every signal of this dimension and all that was made from it; what other dimensions say stays."""
    Signal.objects.filter(person=person, dimension=dimension).delete()
    for trait in Trait.objects.filter(person=person):
        if dimension == trait.dimension and not trait.topic:
            trait.delete()
        elif dimension in trait.dimensions or dimension in trait.carried:
            trait.carried = {name: part for name, part in trait.carried.items() if name != dimension}
            trait.dimensions = [name for name in trait.dimensions if name != dimension]
            _keep_or_drop(trait)
    needs = Need.objects.filter(person=person)
    needs.filter(pk__in=[need.pk for need in needs if dimension in need.dimensions]).delete()
    rebuild(person=person)


def _keep_or_drop(trait: Trait) -> None:
    if trait.dimensions:
        trait.dimension = trait.dimensions[0]
        trait.save(update_fields=["carried", "dimensions", "dimension"])
    else:
        trait.delete()


@transaction.atomic
def forget_portrait(*, person: Person) -> None:
    """All of it: signals, traits, needs. Consents are the reader's to take back, and are left alone."""
    for model in (Need, Trait, Signal):
        model.objects.filter(person=person).delete()
    publish(PortraitChanged(person=person.pid))


@transaction.atomic
def carry_forward(old: models.QuerySet[Any]) -> None:
    """Before old signals go: leave their weight, not their content, with the interests that they made."""
    for signal in old.exclude(topic="").order_by("at").iterator(chunk_size=500):
        trait = Trait.objects.filter(person_id=signal.person_id, key=INTEREST + signal.topic).first()
        if trait is not None:
            trait.carried = _add(trait.carried, signal)
            trait.save(update_fields=["carried"])


def _add(carried: dict[str, Any], signal: Signal) -> dict[str, Any]:
    weight = WEIGHTS[SignalKind(signal.kind)]
    part = carried.get(signal.dimension)
    score, at = weight, signal.at
    if part is not None:
        before = datetime.fromisoformat(part["at"])
        at = max(before, signal.at)
        score = decayed(part["score"], before, at, TOPIC_HALF_LIFE) + decayed(weight, signal.at, at, TOPIC_HALF_LIFE)
    return {**carried, signal.dimension: {"score": score, "at": at.isoformat()}}
