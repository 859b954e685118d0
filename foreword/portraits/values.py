"""Which values a trait can have, for whoever corrects it; and on which counters it rests."""

from typing import Final

from foreword.people.models import Topic
from foreword.portraits.models import INTEREST
from foreword.portraits.registry import SPECS, spec_of
from foreword.portraits.registry.methods import Each, Said

STYLES: Final = {spec.key: spec.values for spec in SPECS if isinstance(spec.method, Said)}
"""What only its reader can say."""

FREE: Final = frozenset(["department", "discipline", "cohort"])
"""Corrected in words of one's own."""
MOST_WORDS: Final = 80

FIXED: Final[dict[str, tuple[str, ...]]] = {"language": ("en", "zh-hans"), "form": ("text", "audio", "video")}


def choices(key: str) -> tuple[str, ...]:
    """The values to choose from; nothing for what is written freely or can only be denied."""
    spec = spec_of(key)
    if spec is None or spec.is_family:
        return ()
    return FIXED.get(key, spec.values)


def allows(key: str, value: str) -> bool:
    if key in FREE:
        return 0 < len(value.strip()) <= MOST_WORDS
    if key.startswith(INTEREST):
        return value == key.removeprefix(INTEREST) and Topic.objects.filter(key=value).exists()
    return value in choices(key)


def counters_of(key: str) -> tuple[str, ...]:
    """The counter that a trait of a family rests on alone, so that forgetting the trait forgets that."""
    spec = spec_of(key)
    if spec is None or not spec.is_family:
        return ()
    family = spec.method.family if isinstance(spec.method, Each) else "item"
    return (f"{family}.{key.removeprefix(spec.key)}",)


def can_be_forgotten(key: str) -> bool:
    """What would be drawn again at once from the account or from everything else can be denied or hidden instead."""
    return key in STYLES or bool(counters_of(key))
