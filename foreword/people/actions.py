"""Consent given and taken back, and the library's topics."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.events import ConsentGiven, ConsentWithdrawn
from foreword.people.models import Consent, Dimension, Person, Topic, consent


class TooYoung(Exception):
    """Somebody under 14: no portrait is kept of children (PIPL art. 28, 31)."""


class NobodysAccount(Exception):
    """An account that many people use, as a terminal's: what is done with it says nothing about one of them."""


class UnknownDimension(ValueError):
    """There is no such dimension to agree to."""


@transaction.atomic
def give_consent(*, person: Person, dimension: str, channel: str = "web") -> Consent:
    """Say yes to one dimension under today's purpose text. Saying it twice is saying it once."""
    if dimension not in Dimension.values:
        raise UnknownDimension(dimension)
    if person.under_14:
        raise TooYoung
    if person.shared:
        raise NobodysAccount
    _lock(person)
    open_rows = Consent.objects.filter(person=person, dimension=dimension, withdrawn_at__isnull=True)
    standing = open_rows.filter(purpose_version=consent.PURPOSE_VERSION).first()
    if standing is not None:
        return standing
    open_rows.update(withdrawn_at=now())  # it was given to an older text
    given = Consent.objects.create(
        person=person, dimension=dimension, purpose_version=consent.PURPOSE_VERSION, channel=channel
    )
    publish(ConsentGiven(person=person.pid, dimension=dimension))
    return given


@transaction.atomic
def withdraw_consent(*, person: Person, dimension: str) -> None:
    """Take one yes back. Whoever made something from it hears of it, and drops it."""
    if dimension not in Dimension.values:
        raise UnknownDimension(dimension)
    _lock(person)
    rows = Consent.objects.filter(person=person, dimension=dimension, withdrawn_at__isnull=True)
    if rows.update(withdrawn_at=now()):
        publish(ConsentWithdrawn(person=person.pid, dimension=dimension))


@transaction.atomic
def withdraw_all(*, person: Person) -> None:
    for dimension in Dimension.values:
        withdraw_consent(person=person, dimension=dimension)


@transaction.atomic
def load_topics(rows: Iterable[Mapping[str, Any]]) -> int:
    """Create or correct topics from rows of {key, en, zh, clc?, order?}; how many there were."""
    count = 0
    for number, row in enumerate(rows):
        fields = {"name_en": row["en"], "name_zh": row["zh"], "clc": row.get("clc", "")}
        Topic.objects.update_or_create(key=row["key"], defaults={**fields, "order": row.get("order", number)})
        count += 1
    return count


def _lock(person: Person) -> None:
    """Two clicks at once on the same switch come one after the other."""
    Person.objects.select_for_update().filter(pk=person.pk).first()
