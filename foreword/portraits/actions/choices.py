"""What a reader does with their own portrait: correct, deny, hide, forget, declare, switch."""

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.actions import give_consent, withdraw_all, withdraw_consent
from foreword.people.models import FACET_OF, Dimension, Facet, Person
from foreword.people.queries import consented
from foreword.portraits.actions.forgetting import forget_dimension
from foreword.portraits.actions.growing import renew
from foreword.portraits.events import PortraitChanged
from foreword.portraits.models import NOT_TRUE, Signal, Source, Trait
from foreword.portraits.values import STYLES, allows


class NotAllowed(ValueError):
    """The value is none that this trait can have, or the dimension is off."""


@transaction.atomic
def correct(*, trait: Trait, value: str) -> None:
    """The reader knows better: their value stands from now on, whatever is inferred or imported later."""
    if not allows(trait.key, value):
        raise NotAllowed(value)
    trait.value, trait.source, trait.confidence = value.strip(), Source.CORRECTED, 1.0
    trait.updated_at, trait.expires_at = now(), None
    trait.save()
    _changed(trait.person)


@transaction.atomic
def deny(*, trait: Trait) -> None:
    """Not true. The trait stays as a mark, so that it is never inferred again, and says nothing else."""
    trait.value, trait.source, trait.score, trait.confidence = NOT_TRUE, Source.CORRECTED, 0.0, 1.0
    trait.evidence, trait.carried = [], {}
    trait.updated_at, trait.expires_at = now(), None
    trait.save()
    _changed(trait.person)


@transaction.atomic
def hide(*, trait: Trait) -> None:
    """Use it for nothing, but let me see it."""
    trait.hidden_at = now()
    trait.save(update_fields=["hidden_at"])
    _changed(trait.person)


@transaction.atomic
def show(*, trait: Trait) -> None:
    trait.hidden_at = None
    trait.save(update_fields=["hidden_at"])
    _changed(trait.person)


@transaction.atomic
def forget(*, trait: Trait) -> None:
    """Delete it with all it stands on; new signals may make it again."""
    if trait.topic:
        Signal.objects.filter(person=trait.person).of_topic(trait.topic).delete()
    person = trait.person
    trait.delete()
    _changed(person)


@transaction.atomic
def declare(*, person: Person, key: str, value: str) -> Trait:
    """What nobody may guess: how somebody likes to be answered. Only while that dimension is on."""
    if value not in STYLES.get(key, ()) or Dimension.STYLE not in consented(person):
        raise NotAllowed(key)
    fields = {
        "facet": Facet.PERSONALITY,
        "dimension": Dimension.STYLE,
        "dimensions": [Dimension.STYLE.value],
        "value": value,
        "source": Source.DECLARED,
        "updated_at": now(),
    }
    trait, _ = Trait.objects.update_or_create(person=person, key=key, defaults=fields)
    _changed(person)
    return trait


@transaction.atomic
def switch(*, person: Person, dimension: str, on: bool, channel: str = "web") -> None:
    """One dimension on or off, with its effect in the same transaction: nobody waits for a job to be forgotten."""
    if on:
        give_consent(person=person, dimension=dimension, channel=channel)
        _changed(person)
    else:
        withdraw_consent(person=person, dimension=dimension)
        forget_dimension(person=person, dimension=dimension)


@transaction.atomic
def switch_all_off(*, person: Person) -> None:
    standing = sorted(consented(person))
    withdraw_all(person=person)
    for dimension in standing:
        forget_dimension(person=person, dimension=dimension)


@transaction.atomic
def switch_facet_off(*, person: Person, facet: str) -> None:
    for dimension in sorted(consented(person)):
        if FACET_OF[Dimension(dimension)] == facet:
            switch(person=person, dimension=dimension, on=False)


@transaction.atomic
def show_plain(*, person: Person, plain: bool) -> None:
    """The same lists as everybody's, or one's own. Nothing is given up by it (PIPL art. 24)."""
    Person.objects.filter(pk=person.pk).update(plain=plain)
    person.plain = plain
    publish(PortraitChanged(person=person.pid))


def _changed(person: Person) -> None:
    renew(person=person)
    publish(PortraitChanged(person=person.pid))
