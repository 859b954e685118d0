"""Which values a trait can have, for whoever corrects it."""

from typing import Final

from foreword.people.models import Audience, Topic
from foreword.portraits.interest import LEVELS
from foreword.portraits.models import INTEREST, LEVEL

STYLES: Final = {"answers": ("brief", "thorough"), "help": ("self", "person")}
"""How somebody likes to be answered: only ever declared."""

FREE: Final = frozenset(["department", "discipline", "cohort"])
"""Corrected in words of one's own."""
MOST_WORDS: Final = 80

FIXED: Final[dict[str, tuple[str, ...]]] = {
    "kind": tuple(Audience.values),
    "language": ("en", "zh-hans"),
    "form": ("text", "audio", "video"),
    LEVEL: tuple(name for _, name in reversed(LEVELS)),
    **STYLES,
}


def choices(key: str) -> tuple[str, ...]:
    """The values to choose from; nothing for what is written freely or can only be denied."""
    return FIXED.get(key, ())


def allows(key: str, value: str) -> bool:
    if key in FREE:
        return 0 < len(value.strip()) <= MOST_WORDS
    if key.startswith(INTEREST):
        return value == key.removeprefix(INTEREST) and Topic.objects.filter(key=value).exists()
    return value in choices(key)
