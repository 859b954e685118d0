"""The rubric of a review: the six behaviours of RUSA's guidelines (2023), each on a scale of four.

Source: RUSA, Guidelines for Behavioral Performance of Reference and Information Service Providers, 2023. The scale is
our own; a behaviour that an answer gives no occasion for is left out and counts nowhere.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

BEHAVIOURS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "inclusion": (
        _("Inclusion"),
        _("Words that this reader understands, in their language; nothing is taken for granted about them."),
    ),
    "approachability": (_("Approachability"), _("Friendly and open; asking again is made easy.")),
    "engagement": (_("Engagement"), _("Takes up what was asked, and asks back where it is not clear.")),
    "searching": (
        _("Searching"),
        _("Sound sources, named so that the reader can find them; says how they were found."),
    ),
    "evaluation": (_("Evaluation"), _("The sources fit the question and can be trusted; limits are said.")),
    "closure": (_("Closure"), _("Complete; says what comes next and whom to turn to.")),
}
SCALE: Final[Mapping[int, Promise]] = {
    1: pgettext_lazy("score", "not yet"),
    2: pgettext_lazy("score", "partly"),
    3: pgettext_lazy("score", "well"),
    4: pgettext_lazy("score", "very well"),
}


def accepted_scores(given: Mapping[str, object]) -> dict[str, int]:
    """Those of `given` that are on the scale, in the rubric's order; all else is left out."""
    read = {name: given.get(name) for name in BEHAVIOURS}
    return {
        name: int(str(value)) for name, value in read.items() if str(value).isdecimal() and int(str(value)) in SCALE
    }


def mean_score(scores: Mapping[str, int]) -> float | None:
    return sum(scores.values()) / len(scores) if scores else None
