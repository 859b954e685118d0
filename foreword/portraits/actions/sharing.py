"""Accounts that many people use, as a terminal's: what is done with one says nothing of anybody."""

from django.db import transaction

from foreword.people.actions import withdraw_all
from foreword.people.models import Person
from foreword.portraits.actions.forgetting import forget_portrait


@transaction.atomic
def mark_shared(*, person: Person, shared: bool) -> None:
    """Nobody can agree to anything for an account of many, and what was kept of it is gone."""
    person.shared = shared
    person.save(update_fields=["shared"])
    if shared:
        withdraw_all(person=person)
        forget_portrait(person=person)
