"""How long readers usually wait: the median of the last sixty days, said only when enough answers stand behind it.

Counted in opening hours, so that a night says nothing about the service; whoever waits is told when it opens, too.
"""

from datetime import timedelta
from statistics import median
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foreword.desk.models import Question, Read
from foreword.desk.queries.hours import service_hours, working_time
from foreword.kernel.clock import ago

DAYS: Final = 60
ENOUGH: Final = 5
_MOST: Final = 1000
_FRESH_SECONDS: Final = 600
_HARD: Final = Read.FOUR
_LEAST: Final = 60.0
"""Seconds: what was answered while closed was answered at once."""


def usual_wait(*, hard: bool = False) -> timedelta | None:
    """Of everyday questions or of hard ones (READ 4 and above); None where too few were answered."""
    key = f"desk.usual-wait.{'hard' if hard else 'easy'}"
    seconds: float | None = cache.get(key)
    if seconds is None:
        seconds = _median_seconds(hard=hard)
        cache.set(key, seconds, _FRESH_SECONDS)
    return timedelta(seconds=seconds) if seconds else None


def expectation(question: Question) -> str:
    """One line for whoever waits; empty where we do not know, or where nobody waits any more."""
    if not question.is_open:
        return ""
    wait = usual_wait(hard=(question.read or question.read_suggested or 0) >= _HARD)
    return _("Usually answered in %(time)s.") % {"time": spoken(wait)} if wait else ""


def spoken(wait: timedelta) -> str:
    """As one would say it: 5 minutes, 3 hours, 2 days; opening hours, where it is known which those are."""
    minutes = max(1, round(wait.total_seconds() / 60))
    if minutes < 60:
        minutes = minutes if minutes < 10 else round(minutes / 5) * 5
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if service_hours() is not None:
        return ngettext("%(n)d opening hour", "%(n)d opening hours", hours) % {"n": hours}
    if hours < 36:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _median_seconds(*, hard: bool) -> float:
    rows = Question.objects.filter(answered_at__gt=ago(days=DAYS), read__isnull=False)
    rows = rows.filter(read__gte=_HARD) if hard else rows.filter(read__lt=_HARD)
    times = rows.order_by("-asked_at").values_list("asked_at", "answered_at")[:_MOST]
    hours = working_time()
    waits = [max(_LEAST, hours.open_seconds_between(asked, answered)) for asked, answered in times if answered]
    return median(waits) if len(waits) >= ENOUGH else 0.0
