"""What many readers agreed to, read at once: for batches, inside the transaction that acts on it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast

from foreword.people.models import Consent, Person


def agreements(people: Iterable[Person]) -> dict[int, frozenset[str]]:
    """By primary key: the dimensions that stand, as `people.queries.agreed_to` says for one."""
    return {key: frozenset(given) for key, given in given_at(people).items()}


def locked(readers: Collection[int], dimensions: Collection[str]) -> dict[int, dict[str, str]]:
    """Which of these consents stand and may be used now, by primary key of their reader, each with when it was given,
    as the database itself writes it: thousands are read, and handed back to it unread.

    Their readers are held to the end of the transaction, as giving and taking back a consent hold them: what is taken
    back meanwhile is taken back before or after. Where only one can write at a time, that is so already.
    """
    if connection.features.has_select_for_update:
        list(Person.objects.select_for_update().filter(pk__in=readers).order_by("pk").values_list("pk"))
    found: dict[int, dict[str, str]] = {key: {} for key in readers}
    usable = {"person__under_14": False, "person__shared": False, "person__resting_since__isnull": True}
    rows = Consent.objects.standing().filter(person__in=readers, dimension__in=dimensions, **usable)
    for key, dimension, at in rows.values_list("person", "dimension", Cast("given_at", CharField())):
        found[key][dimension] = at
    return found


def given_at(people: Iterable[Person]) -> dict[int, dict[str, datetime]]:
    """The same for people that are at hand, whether or not their portraits rest."""
    known = {person.pk: person for person in people}
    found: dict[int, dict[str, datetime]] = {key: {} for key in known}
    rows = Consent.objects.standing().filter(person__in=known).values_list("person", "dimension", "given_at")
    for key, dimension, at in rows:
        if known[key].may_be_portrayed:
            found[key][dimension] = at
    return found
