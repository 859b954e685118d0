"""When the service is open, and how a page says so."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foreword.desk.hours.calendar import Calendar, Season, Week, always_open
from foreword.desk.hours.spans import Day, clock
from foreword.desk.models import ServiceHours, ServiceSeason, SpecialDay
from foreword.kernel.clock import now

HOURS_KEY: Final = "desk.service-hours"
_FRESH_SECONDS: Final = 30
"""Another process may show the old hours for so long."""
_NONE: Final = "none"


def service_hours() -> Calendar | None:
    """None while nobody has entered any."""
    found: Calendar | str | None = cache.get(HOURS_KEY)
    if found is None:
        found = _read() or _NONE
        cache.set(HOURS_KEY, found, _FRESH_SECONDS)
    return found if isinstance(found, Calendar) else None


def working_time() -> Calendar:
    """What waiting is counted in."""
    return service_hours() or always_open()


def open_words(at: datetime | None = None) -> str:
    """ "Open until 22:00." or "Opens Monday 9:00."; empty where the hours are not known or never end."""
    hours, moment = service_hours(), at or now()
    if hours is None:
        return ""
    closing = hours.closes_at(moment)
    if closing:
        if closing - moment > timedelta(days=1):
            return ""
        until = _clock(hours, closing)
        return _("Open until %(time)s.") % {"time": "24:00" if until == "0:00" else until}
    opening = hours.next_opening(moment)
    return _opens(hours, moment, opening) if opening else _("Closed until further notice.")


def _opens(hours: Calendar, at: datetime, opening: datetime) -> str:
    day, today = opening.astimezone(hours.zone).date(), at.astimezone(hours.zone).date()
    ahead = (day - today).days
    time = _clock(hours, opening)
    if ahead == 0:
        return _("Closed now. Opens today at %(time)s.") % {"time": time}
    if ahead == 1:
        return _("Closed now. Opens tomorrow at %(time)s.") % {"time": time}
    named = str(WEEKDAYS[day.weekday()]) if ahead < 7 else date_format(day, "MONTH_DAY_FORMAT")
    return _("Closed now. Opens %(day)s at %(time)s.") % {"day": named, "time": time}


def _clock(hours: Calendar, at: datetime) -> str:
    wall = at.astimezone(hours.zone)
    return clock(wall.hour * 60 + wall.minute)


def _read() -> Calendar | None:
    usual = ServiceHours.objects.first()
    if usual is None:
        return None
    seasons = [Season(row.first, row.last, _week(row.week)) for row in ServiceSeason.objects.order_by("first", "pk")]
    days = {row.day: _day(row.spans) for row in SpecialDay.objects.all()}
    return Calendar(ZoneInfo(usual.zone), _week(usual.week), tuple(seasons), days)


def _week(stored: list[list[list[int]]]) -> Week:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(_day, stored)
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def _day(stored: list[list[int]]) -> Day:
    return tuple((start, end) for start, end in stored)
