"""Public identifiers: random, so that they tell nobody how many there are or which came first.

65 random bits in 13 characters of Crockford's base 32 (no i, l, o, u: easy to read aloud at a desk).
"""

import secrets
from typing import Any

from django.db import models

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 13
_LETTERS = (ALPHABET * 8).encode("ascii")
"""A letter for each of the 256 bytes, every letter for eight of them."""


def new_public_id() -> str:
    return secrets.token_bytes(LENGTH).translate(_LETTERS).decode("ascii")


class PublicIdField(models.CharField):
    """A unique random `pid`, made at creation, the only identifier that leaves the server."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "max_length": LENGTH,
            "unique": True,
            "editable": False,
            "default": new_public_id,
        }
        super().__init__(**{**defaults, **kwargs})
