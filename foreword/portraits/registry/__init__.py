"""The registry: every trait that a portrait can hold, each with what it is for. What is not here is not kept.

`docs/portraits.md` is written from it by `foreword portraits describe`; a test compares.
"""

from typing import Final

from foreword.portraits.registry import background, behaviour, characteristics, personality, scenario
from foreword.portraits.registry.spec import Drawn, Facts, Spec

SPECS: Final[tuple[Spec, ...]] = (
    *background.SPECS,
    *characteristics.SPECS,
    *behaviour.SPECS,
    *personality.SPECS,
    *scenario.SPECS,
)
"""In the order of drawing: what follows from others comes after them."""

USED: Final = frozenset(
    [
        *("offers", "kind", "discipline", "cohort", "year", "study_stage", "new_here", "course."),
        *("language", "reads", "both_languages", "form", "used_form", "level", "interest.", "field.", "habit."),
        *("season", "place", "task", "stuck", "thesis_stage", "course_event", "loan_due"),
    ]
)
"""What needs, push or other traits in use read today. The others are shown to their reader alone, who is told so."""

_BY_KEY: Final = {spec.key: spec for spec in SPECS}


def spec_of(key: str) -> Spec | None:
    """The spec of a trait or of the family that it belongs to."""
    head, dot, _rest = key.partition(".")
    return _BY_KEY.get(key) or _BY_KEY.get(head + dot)


__all__ = ["SPECS", "USED", "Drawn", "Facts", "Spec", "spec_of"]
