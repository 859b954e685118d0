"""One line of an import of signals: a signal, a course, or the words for what is wrong with it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware

from foreword.kernel.clock import now
from foreword.portraits.actions.courses import CourseCopy
from foreword.portraits.actions.intake import Given, is_ahead
from foreword.portraits.models import RETENTION, CourseEvent, SignalKind
from foreword.portraits.terms import morning_after
from foreword.portraits.vocabulary import WORDS

KINDS: Final = frozenset(SignalKind.values)
COURSE: Final = "course"
ABOUT: Final = (*WORDS, "branch")
SALT: Final = "foreword.portraits.copy"
LONGEST: Final = {"item": 60, "topic": 40, "clc": 12, "course": 24, "id": 60}


class BadLine(ValueError):
    """What is wrong with the line, in words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What lines refer to: readers by address, topics by key and name, the last days of courses by code."""

    readers: Mapping[str, int]
    topics: Mapping[str, str]
    ends: dict[str, date]


class Line:
    def __init__(self, row: Mapping[str, Any], known: Known) -> None:
        self.row = {str(name).strip().lower(): value for name, value in row.items()}
        self.known = known

    def read(self) -> Given | CourseCopy | str:
        try:
            return self.as_course() if self.word("kind") == COURSE else self.as_signal()
        except BadLine as error:
            return str(error)

    def as_signal(self) -> Given:
        kind = self.word("kind")
        if kind not in KINDS:
            raise BadLine(f"no kind {kind!r}; there are: {', '.join([*SignalKind.values, COURSE])}")
        course, borrowed = self.course(kind), kind == SignalKind.BORROWED
        return Given(
            person=self.reader(),
            kind=SignalKind(kind),
            item=f"course:{course}" if course else self.copy() if borrowed else self.word("item"),
            topic=self.topic(),
            text="" if borrowed else self.word("text"),
            title="" if borrowed else self.word("title"),
            clc=self.word("clc"),
            value=self.number("value"),
            about={name: self.word(name) for name in ABOUT if self.word(name)},
            until=morning_after(self.known.ends[course]) if course else self.time("until"),
            dedupe=self.key(),
            at=self.moment(),
        )

    def as_course(self) -> CourseCopy:
        code, name = self.word("course"), self.word("name")
        starts, ends = self.day("starts"), self.day("ends")
        if not code or not name or starts is None or ends is None:
            raise BadLine("a course needs course, name, starts and ends")
        if ends < starts:
            raise BadLine(f"the course ends on {ends}, before it starts on {starts}")
        return CourseCopy(code, name[:120], starts, ends, self.word("clc"), self.events())

    def events(self) -> tuple[tuple[str, date], ...]:
        """As "exam 2026-06-20; assignment 2026-05-04"."""
        told = []
        for part in filter(None, (each.strip() for each in self.word("events").split(";"))):
            kind, _, day = part.partition(" ")
            on = parse_day(day.strip())
            if kind not in CourseEvent.Kind.values or on is None:
                raise BadLine(f"cannot read the event {part!r}; as in: exam 2026-06-20")
            told.append((kind, on))
        return tuple(told)

    def course(self, kind: str) -> str:
        if kind != SignalKind.ENROLLED:
            return ""
        code = self.word("course")
        if code not in self.known.ends:
            raise BadLine(f"no course {code!r} is known; its own line has to come first" if code else "no course named")
        return code

    def reader(self) -> int:
        told = self.word("reader")
        if told.casefold() not in self.known.readers:
            raise BadLine("no account has the address of this reader" if told else "no reader named")
        return self.known.readers[told.casefold()]

    def topic(self) -> str:
        told = self.word("topic")
        if told and told not in self.known.topics:
            raise BadLine(f"the library has no topic {told!r}")
        return self.known.topics[told] if told else ""

    def copy(self) -> str:
        """The same copy is the same again, and nobody without the library's key can tell from it what was borrowed."""
        told = self.word("item")
        return f"loan:{salted_hmac(SALT, told, algorithm='sha256').hexdigest()[:24]}" if told else ""

    def moment(self) -> datetime:
        """When it was done. What has no time, or one that cannot be, is not taken."""
        at = self.time("at")
        if at is None:
            raise BadLine("no time (at)")
        if is_ahead(at, now()):
            raise BadLine(f"the time is in the future: {self.word('at')}")
        if at < now() - RETENTION:
            raise BadLine(f"older than {RETENTION.days} days, and signals are kept for no longer: {self.word('at')}")
        return at

    def word(self, name: str) -> str:
        value = self.row.get(name)
        if isinstance(value, dict | list):
            raise BadLine(f"{name} is not a text")
        told = "" if value is None else str(value).strip()
        if len(told) > LONGEST.get(name, 1000):
            raise BadLine(f"{name} is longer than {LONGEST.get(name, 1000)} characters")
        return told

    def number(self, name: str) -> float | None:
        told = self.word(name)
        try:
            value = float(told) if told else None
        except ValueError:
            raise BadLine(f"{name} is not a number: {told}") from None
        if value is not None and not 0 <= value < 1e9:
            raise BadLine(f"{name} cannot be {told}")
        return value

    def time(self, name: str) -> datetime | None:
        told = self.word(name)
        if not told:
            return None
        day, at = parse_day(told), parse_time(told)
        if at is None and day is not None:
            at = datetime.combine(day, time.min)
        if at is None:
            raise BadLine(f"{name} is not a time: {told}; as in: 2026-11-25T09:30:00+08:00")
        return make_aware(at) if is_naive(at) else at

    def day(self, name: str) -> date | None:
        told = self.word(name)
        on = parse_day(told)
        if told and on is None:
            raise BadLine(f"{name} is not a day: {told}; as in: 2026-11-25")
        return on

    def key(self) -> str:
        """The sender's own, or one of all that the line says: the same line twice is one signal. Systems number each
        kind by itself: loan 7 is not room 7."""
        told = json.dumps(self.row, sort_keys=True, default=str, ensure_ascii=False)
        return f"import:{self.word('kind')}:{self.word('id') or hashed(told)}"


def hashed(told: str) -> str:
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def parse_day(told: str) -> date | None:
    try:
        return parse_date(told)
    except ValueError:
        return None


def parse_time(told: str) -> datetime | None:
    try:
        return parse_datetime(told)
    except ValueError:
        return None
