"""What a reader does with their own portrait: correct, deny, hide, forget, declare, switch."""

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.actions import give_consent, withdraw_all, withdraw_consent
from foreword.people.models import FACET_OF, Dimension, Facet, Person
from foreword.people.queries import agreed_to
from foreword.portraits.actions.forgetting import forget_dimension
from foreword.portraits.actions.growing import renew
from foreword.portraits.events import PortraitChanged
from foreword.portraits.marks import marks
from foreword.portraits.models import NOT_TRUE, Remnant, Signal, Source, Trait
from foreword.portraits.values import STYLES, allows, counters_of


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
    trait.evidence, trait.grounds = [], {}
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
    person = trait.person
    Signal.objects.filter(person=person, pid__in=trait.evidence).delete()
    if trait.topic:
        Signal.objects.filter(person=person).of_topic(trait.topic).delete()
    for counter in counters_of(trait.key):
        _forget_counter(person, counter)
    trait.delete()
    _changed(person)


def _forget_counter(person: Person, counter: str) -> None:
    """What is left of it, and the signals that add to it."""
    Remnant.objects.filter(person=person, counter=counter).delete()
    told = Signal.objects.filter(person=person)
    said = [signal.pk for signal in told if counter in {mark for mark, _ in marks(signal)}]
    Signal.objects.filter(pk__in=said).delete()


@transaction.atomic
def declare(*, person: Person, key: str, value: str) -> Trait:
    """What nobody may guess: how somebody likes to be answered. Only while that dimension is on."""
    if value not in STYLES.get(key, ()) or Dimension.STYLE not in agreed_to(person):
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
        _draw_facets(person, off={*person.facets_off} - {FACET_OF[Dimension(dimension)].value})
        _changed(person)
    else:
        withdraw_consent(person=person, dimension=dimension)
        forget_dimension(person=person, dimension=dimension)


@transaction.atomic
def switch_all_off(*, person: Person) -> None:
    standing = sorted(agreed_to(person))
    withdraw_all(person=person)
    for dimension in standing:
        forget_dimension(person=person, dimension=dimension)


@transaction.atomic
def switch_facet_off(*, person: Person, facet: str) -> None:
    """Nothing of this facet is drawn any more, from whatever; and what feeds it alone is switched off with it."""
    if facet not in Facet.values:
        raise NotAllowed(facet)
    _draw_facets(person, off={*person.facets_off, facet})
    Trait.objects.filter(person=person, facet=facet).delete()
    for dimension in sorted(agreed_to(person)):
        if FACET_OF[Dimension(dimension)] == facet:
            switch(person=person, dimension=dimension, on=False)
    _changed(person)


@transaction.atomic
def switch_facet_on(*, person: Person, facet: str) -> None:
    """It is drawn again, from what stands; its own switches are the reader's to turn."""
    _draw_facets(person, off={*person.facets_off} - {facet})
    _changed(person)


def _draw_facets(person: Person, off: set[str]) -> None:
    person.facets_off = sorted(off)
    Person.objects.filter(pk=person.pk).update(facets_off=person.facets_off)


@transaction.atomic
def show_plain(*, person: Person, plain: bool) -> None:
    """The same lists as everybody's, or one's own. Nothing is given up by it (PIPL art. 24)."""
    Person.objects.filter(pk=person.pk).update(plain=plain)
    person.plain = plain
    publish(PortraitChanged(person=person.pid))


@transaction.atomic
def let_rest(*, person: Person, rest: bool) -> None:
    """Pause: nothing is added and nothing is used, and all that is kept waits. Or go on where it stopped."""
    person.resting_since = (person.resting_since or now()) if rest else None
    Person.objects.filter(pk=person.pk).update(resting_since=person.resting_since)
    _changed(person)


def _changed(person: Person) -> None:
    renew(person=person)
    publish(PortraitChanged(person=person.pid))
