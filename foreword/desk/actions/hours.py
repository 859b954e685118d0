"""The head of service says when the service is open."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.core.cache import cache
from django.db import transaction

from foreword.desk.hours.spans import DAY_MINUTES, Day
from foreword.desk.models import ServiceHours, ServiceSeason, SpecialDay
from foreword.desk.queries.hours import HOURS_KEY
from foreword.desk.refusals import BadDates, BadZone, NotForTheDesk
from foreword.desk.story import story
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person


@story
def set_week(*, by: Person, zone: str, week: Sequence[Day]) -> None:
    """Raises BadZone, NotForTheDesk."""
    _refuse(by)
    if zone not in available_timezones():
        raise BadZone
    ServiceHours.objects.update_or_create(single=True, defaults={"zone": zone, "week": _stored(week)})
    _changed(by, "week")


@story
def set_season(
    *, by: Person, first: date, last: date, week: Sequence[Day], name_en: str = "", name_zh: str = "", pk: int = 0
) -> None:
    """Add one, or change the one of this key. Raises BadDates, NotForTheDesk."""
    _refuse(by)
    if last < first:
        raise BadDates
    season = ServiceSeason.objects.filter(pk=pk).first() or ServiceSeason()
    season.first, season.last, season.week = first, last, _stored(week)
    season.name_en, season.name_zh = name_en, name_zh
    season.save()
    _changed(by, f"season {first}")


@story
def set_day(*, by: Person, day: date, spans: Day, name_en: str = "", name_zh: str = "") -> None:
    """What differs on one day; empty spans are closed. The same day again is changed. Raises NotForTheDesk."""
    _refuse(by)
    said: Mapping[str, Any] = {"spans": [list(span) for span in spans], "name_en": name_en, "name_zh": name_zh}
    SpecialDay.objects.update_or_create(day=day, defaults=said)
    _changed(by, f"day {day}")


@story
def drop_season(*, by: Person, pk: int) -> None:
    _refuse(by)
    ServiceSeason.objects.filter(pk=pk).delete()
    _changed(by, f"season #{pk}")


@story
def drop_day(*, by: Person, pk: int) -> None:
    _refuse(by)
    SpecialDay.objects.filter(pk=pk).delete()
    _changed(by, f"day #{pk}")


def _refuse(by: Person) -> None:
    if not by.is_head:
        raise NotForTheDesk


def _stored(week: Sequence[Day]) -> list[list[list[int]]]:
    assert len(week) == 7
    assert all(0 <= start < end <= DAY_MINUTES for day in week for start, end in day)
    return [[list(span) for span in day] for day in week]


def _changed(by: Person, what: str) -> None:
    AuditEntry.write(actor=by.pid, action="hours.changed", target=f"desk.hours:{what}", subject="")
    for task in ("wind_clocks", "plan_reminders"):
        add_gathering_job(f"foreword.desk.tasks.{task}", args=[], seconds=1)
    transaction.on_commit(lambda: cache.delete(HOURS_KEY), robust=True)
