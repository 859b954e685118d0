"""Several changes of one portrait at once: all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from foreword.people.models import Person
from foreword.portraits.actions.choices import correct, declare, deny, hide, show, show_plain, switch
from foreword.portraits.models import Trait


class NoSuchTrait(LookupError):
    """This reader has no such trait."""


@dataclass(frozen=True, slots=True)
class TraitChange:
    """What a reader wants of one trait; None leaves it."""

    value: str | None = None
    true: bool = True
    hidden: bool | None = None


@transaction.atomic
def change_portrait(
    *,
    person: Person,
    consent: Mapping[str, bool],
    traits: Mapping[str, TraitChange],
    style: Mapping[str, str],
    plain: bool | None = None,
) -> None:
    for dimension, on in consent.items():
        switch(person=person, dimension=dimension, on=on, channel="api")
    for pid, wish in traits.items():
        _change_trait(person, pid, wish)
    for key, value in style.items():
        declare(person=person, key=key, value=value)
    if plain is not None:
        show_plain(person=person, plain=plain)


def _change_trait(person: Person, pid: str, wish: TraitChange) -> None:
    trait = Trait.objects.filter(person=person, pid=pid).select_related("person").first()
    if trait is None:
        raise NoSuchTrait(pid)
    if wish.value is not None:
        correct(trait=trait, value=wish.value)
    elif not wish.true:
        deny(trait=trait)
    if wish.hidden is not None:
        (hide if wish.hidden else show)(trait=trait)
