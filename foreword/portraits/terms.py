"""The terms of the university: which week it is, and how near the examinations are.

A library writes its own into `FOREWORD_HOME/terms.txt`, a term a line: first day, last day (2026-09-07 2027-01-17).
Without one, terms are as in most Chinese universities: twenty weeks from the first Monday of September, eighteen from
the last Monday of February.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils.timezone import make_aware

AUTUMN_WEEKS: Final = 20
SPRING_WEEKS: Final = 18
STARTING: Final = 2
EXAMS: Final = 3
"""The first and the last weeks of a term that are called so."""


@dataclass(frozen=True, slots=True)
class Term:
    starts_on: date
    ends_on: date

    def week(self, day: date) -> int:
        return (day - self.starts_on).days // 7 + 1

    @property
    def weeks(self) -> int:
        return self.week(self.ends_on)

    def phase(self, day: date) -> str:
        week = self.week(day)
        if week <= STARTING:
            return "start"
        return "exams" if week > self.weeks - EXAMS else "middle"


def term_of(day: date) -> Term | None:
    """The term that this day is in; None between terms."""
    own = _own()
    terms = own or [term for year in (day.year - 1, day.year) for term in _usual(year)]
    return next((term for term in terms if term.starts_on <= day <= term.ends_on), None)


def morning_after(day: date) -> datetime:
    """When a day is over, where the library is: what lasts until that day ends then."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _usual(year: int) -> list[Term]:
    september = date(year, 9, 1)
    autumn = september + timedelta(days=-september.weekday() % 7)
    last_of_february = date(year, 3, 1) - timedelta(days=1)
    spring = last_of_february - timedelta(days=last_of_february.weekday())
    return [_term(spring, SPRING_WEEKS), _term(autumn, AUTUMN_WEEKS)]


def _term(start: date, weeks: int) -> Term:
    return Term(start, start + timedelta(days=7 * weeks - 1))


def _own() -> list[Term]:
    path = settings.FOREWORD_HOME / "terms.txt"
    if not path.exists():
        return []
    return [term for line in path.read_text(encoding="utf-8").splitlines() if (term := _read(line)) is not None]


def _read(line: str) -> Term | None:
    """A line that cannot be read is left out: a calendar with a slip in it is still a calendar."""
    try:
        first, last = (date.fromisoformat(part) for part in line.split())
    except ValueError:
        return None
    return Term(first, last) if first < last else None
