"""The tenth of readers to whom nothing is sent, so that it can be seen whether sending helps anybody.

Who is in it follows from a keyed hash of their public id: the same for ever, foreseeable by nobody, of no kind of
reader in particular. They are told on "How we may reach you", and may leave. What is due is sent to them, too.
"""

from typing import Final

from django.utils.crypto import salted_hmac

from foreword.people.models import Person

SHARE: Final = 0.10
SALT: Final = "foreword.push.holdout"


def is_drawn(person: Person) -> bool:
    return fraction_of(SALT, person.pid) < SHARE


def fraction_of(salt: str, words: str) -> float:
    """From 0 to 1, evenly, always the same for the same words and this installation's secret."""
    drawn = salted_hmac(salt, words, algorithm="sha256").digest()
    return float(int.from_bytes(drawn[:8], "big") / 2**64)
