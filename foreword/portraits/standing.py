"""What many readers agreed to, read at once: for batches, inside the transaction that acts on it."""

from collections.abc import Iterable
from datetime import datetime

from foreword.people.models import Consent, Person


def agreements(people: Iterable[Person]) -> dict[int, frozenset[str]]:
    """By primary key: the dimensions that stand, as `people.queries.agreed_to` says for one."""
    return {key: frozenset(given) for key, given in given_at(people).items()}


def given_at(people: Iterable[Person]) -> dict[int, dict[str, datetime]]:
    """The same, each with when it was given."""
    known = {person.pk: person for person in people}
    found: dict[int, dict[str, datetime]] = {key: {} for key in known}
    rows = Consent.objects.standing().filter(person__in=known).values_list("person", "dimension", "given_at")
    for key, dimension, at in rows:
        if known[key].may_be_portrayed:
            found[key][dimension] = at
    return found
