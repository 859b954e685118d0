"""What the registrar tells of courses: about nobody, so it needs nobody's consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from foreword.kernel.importing import Tally
from foreword.portraits.models import Course, CourseEvent

FIELDS = ("name", "clc", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class CourseCopy:
    """A course as it is told: its code finds it again, and its events replace those of before."""

    code: str
    name: str
    starts_on: date
    ends_on: date
    clc: str = ""
    events: tuple[tuple[str, date], ...] = ()
    """(kind, day)"""


@transaction.atomic
def store_courses(copies: Sequence[CourseCopy]) -> Tally:
    tally = Tally()
    for copy in copies:
        course = Course.objects.filter(pk=copy.code).first()
        if course is None:
            tally.new += 1
        elif _as_told(course, copy):
            tally.same += 1
            continue
        else:
            tally.changed += 1
        _store(copy)
    return tally


def _as_told(course: Course, copy: CourseCopy) -> bool:
    held = {(event.kind, event.on) for event in course.events.all()}
    return held == set(copy.events) and all(getattr(course, name) == getattr(copy, name) for name in FIELDS)


def _store(copy: CourseCopy) -> None:
    values = {name: getattr(copy, name) for name in FIELDS}
    course, _ = Course.objects.update_or_create(code=copy.code, defaults=values)
    course.events.all().delete()
    CourseEvent.objects.bulk_create(
        CourseEvent(course=course, kind=kind, on=on) for kind, on in sorted(set(copy.events))
    )
