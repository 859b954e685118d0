"""The levels of use, as their reader is told of them: which there are, what each takes, and where one stands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.portraits.interest import CONTRIBUTOR, LEVELS
from foreword.portraits.models import LEVEL
from foreword.portraits.registry import spec_of


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    needs: str
    here: bool


def ladder(value: str) -> tuple[Step, ...]:
    """All levels from the first on, with the one that `value` names marked."""
    spec = spec_of(LEVEL)
    said = spec.says if spec else {}
    takes = {name: _takes(int(least)) for least, name in reversed(LEVELS)}
    takes[CONTRIBUTOR] = _("from two things written for other readers")
    return tuple(Step(str(said[name]), needs, name == value) for name, needs in takes.items())  # type: ignore[index]


def _takes(least: int) -> str:
    return ngettext("from %(n)d", "from %(n)d", least) % {"n": least}
