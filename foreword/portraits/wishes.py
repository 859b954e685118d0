"""What a reader said of being helped, where a page has to know it before it does anything."""

from foreword.people.models import Dimension, Person
from foreword.people.queries import consented
from foreword.portraits.models import Trait


def wants_offers(person: Person | None) -> bool:
    """Whether an answer may be offered unasked: to everybody but who said no, and whose word may still be used."""
    if person is None or Dimension.STYLE not in consented(person):
        return True
    said = dict(Trait.objects.filter(person=person).in_use().values_list("key", "value"))
    return said.get("offers") != "no"
