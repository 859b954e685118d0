"""The university: what it knows (matters and the items that answer them), its courses, its readers."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from itertools import accumulate
from random import Random
from typing import Any, Final

from foreword.push.simulation.words import DISCIPLINES, LIBRARY, OF_A_DISCIPLINE

ZONE: Final = timezone(timedelta(hours=8))
YEAR: Final = 2025
AUTUMN_WEEKS: Final = 20
DIMENSIONS: Final = (
    "profile", "courses", "preferences", "searches", "reading", "loans", "questions", "place", "visits",
)  # fmt: skip
AGREES, TO_EACH = 0.7, 0.9
KINDS: Final = {"undergraduate": 0.62, "graduate": 0.26, "teacher": 0.12}
ANSWERED_BY: Final = {0: 0.08, 1: 0.62, 2: 0.30}
"""How many items answer a matter: some none, which is a gap of the library."""
NEWLY_WRITTEN: Final = 0.2
COURSES: Final = 3
"""Courses that each year of each discipline takes."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to know. `clc` is the discipline that it is of, empty for what concerns everybody."""

    key: str
    topic: str
    form: str
    wordings: tuple[str, ...]
    clc: str
    weight: float


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    kind: str
    title: str
    text: str
    topic: str
    clc: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Course:
    code: str
    name: str
    clc: str
    cohort: int
    starts: date
    ends: date
    due: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who somebody is and how they are: none of the last five is ever written down for push."""

    id: str
    kind: str
    faculty: str
    discipline: str
    cohort: int
    joined: datetime
    new: bool
    consent: tuple[str, ...]
    activity: float
    curiosity: float
    loyalty: float
    asks: float
    plods: float


@dataclass(slots=True)
class University:
    starts: date
    weeks: int
    matters: list[Matter] = field(default_factory=list)
    answers: dict[str, list[Item]] = field(default_factory=dict)
    courses: list[Course] = field(default_factory=list)

    @property
    def ends(self) -> datetime:
        return self.moment(7 * self.weeks)

    def moment(self, days: float) -> datetime:
        """So many days after the first midnight."""
        return datetime.combine(self.starts, time.min, ZONE) + timedelta(days=days)

    def of(self, topic: str, clc: str = "") -> list[Matter]:
        return [each for each in self.matters if each.topic == topic and each.clc in {"", clc}]


def build(weeks: int, chance: Random) -> University:
    september = date(YEAR, 9, 1)
    university = University(september + timedelta(days=-september.weekday() % 7), weeks)
    university.matters = _matters(chance)
    for matter in university.matters:
        university.answers[matter.key] = _items(matter, university, chance)
    university.courses = _courses(university, chance)
    return university


def _matters(chance: Random) -> list[Matter]:
    """Popular by Zipf within a topic, in an order that the seed deals."""
    found = []
    for topic, matters in LIBRARY.items():
        ranks = chance.sample(range(1, len(matters) + 1), len(matters))
        found += [
            Matter(f"{topic}-{n}", topic, "entry", wordings, "", 1 / rank)
            for n, (wordings, rank) in enumerate(zip(matters, ranks, strict=True))
        ]
    for clc, (_, name, about) in DISCIPLINES.items():
        for n, (topic, form, wordings) in enumerate(OF_A_DISCIPLINE):
            words = tuple(each.format(name=name, about=about) for each in wordings)
            found.append(Matter(f"{clc}-{n}", topic, form, words, clc, 1 / chance.randint(1, 4)))
    return found


def _items(matter: Matter, university: University, chance: Random) -> list[Item]:
    count = chance.choices(list(ANSWERED_BY), list(ANSWERED_BY.values()))[0]
    return [_item(matter, n, university, chance) for n in range(count)]


def _item(matter: Matter, n: int, university: University, chance: Random) -> Item:
    late = chance.random() < NEWLY_WRITTEN
    days = chance.uniform(0, 7 * university.weeks) if late else -chance.uniform(10, 400)
    name = matter.wordings[0]
    title = (f"How to: {name}" if n == 0 else f"More on: {name}") if matter.form == "entry" else name.capitalize()
    text = f"{'. '.join(each.capitalize() for each in matter.wordings)}."
    key = f"{matter.key.lower()}-{'ab'[n]}"
    return Item(key, matter.form, title, text, matter.topic, matter.clc, university.moment(days))


def _courses(university: University, chance: Random) -> list[Course]:
    """A term of courses for each year of each discipline, with one or two papers due in its weeks 5 to 17."""
    ends = university.starts + timedelta(days=7 * AUTUMN_WEEKS - 1)
    found = []
    for clc, (_, name, _about) in DISCIPLINES.items():
        for cohort in range(YEAR - 3, YEAR + 1):
            for n in range(COURSES):
                weeks = sorted(chance.sample(range(5, 18), chance.choice((1, 2))))
                due = tuple(university.starts + timedelta(days=7 * week + chance.randrange(5)) for week in weeks)
                code = f"{clc}{cohort}{n}"
                found.append(Course(code, f"{name.capitalize()} {n + 1}", clc, cohort, university.starts, ends, due))
    return found


def readers(count: int, university: University, chance: Random) -> list[Reader]:
    return [_reader(n, university, Random(f"{chance.random()}:{n}")) for n in range(count)]  # noqa: S311 - dice


def _reader(n: int, university: University, chance: Random) -> Reader:
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    clc = list(DISCIPLINES)[skewed(len(DISCIPLINES), chance)]
    years = {"undergraduate": 4, "graduate": 3, "teacher": 20}[kind]
    cohort = YEAR - chance.randrange(years)
    new = cohort == YEAR
    days = min(chance.expovariate(1 / 6), 21.0) if new else -365.0 * (YEAR - cohort) - chance.uniform(0, 20)
    agrees = chance.random() < AGREES
    return Reader(
        id=f"r{n:05d}",
        kind=kind,
        faculty=DISCIPLINES[clc][0],
        discipline=clc,
        cohort=cohort,
        joined=university.moment(days),
        new=new,
        consent=tuple(each for each in DIMENSIONS if agrees and chance.random() < TO_EACH),
        activity=chance.lognormvariate(-0.3, 0.8),
        curiosity=chance.betavariate(1.5, 8),
        loyalty=chance.betavariate(2, 4),
        asks=chance.betavariate(1.5, 8),
        plods=chance.betavariate(4, 2),
    )


def skewed(count: int, chance: Random) -> int:
    """A place among `count`, by Zipf."""
    heights = list(accumulate(1 / (place + 1) ** 0.5 for place in range(count)))
    return chance.choices(range(count), cum_weights=heights)[0]


def as_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "topic": item.topic,
        "clc": item.clc,
        "published": item.published.isoformat(timespec="seconds"),
    }
