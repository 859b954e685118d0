"""A random draw that no one picks: whether a thing is in the sample follows from its id and the server's key alone."""

from typing import Final

from foreword.desk.links import keyed_hash

_WHOLE: Final = 2**64


def is_drawn(purpose: str, key: str, percent: int) -> bool:
    """The same answer for the same key however often it is asked; nobody without the server's key can foresee it."""
    number = int.from_bytes(keyed_hash(f"desk.draw.{purpose}", key)[:8], "big")
    return number * 100 < percent * _WHOLE
