"""What readers come to need, and when: drawn from each reader's year, before anything is done about it.

Each need stands alone; that one makes another likelier (a return) is drawn here too. No need depends on what anybody
is shown.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from foreword.push.simulation.university import AUTUMN_WEEKS, YEAR, Course, Item, Matter, Reader, University

ARRIVING: Final = {"newcomers": 4, "account": 3, "borrowing": 3, "spaces": 2, "access": 2, "printing": 1}
ASSIGNED: Final = {"searching": 4, "databases": 4, "citation": 3, "access": 2, "ill": 1, "printing": 1, "data": 1}
EXAMINED: Final = {"spaces": 5, "hours": 4, "printing": 2, "borrowing": 1}
STAGES: Final[tuple[tuple[int, Mapping[str, float]], ...]] = (
    (8, {"thesis": 4, "searching": 4, "databases": 3, "citation": 2, "ill": 1}),
    (13, {"citation": 4, "data": 3, "databases": 2, "ill": 2, "searching": 2}),
    (19, {"thesis": 3, "citation": 3, "copyright": 1, "printing": 1}),
    (30, {"thesis": 5, "copyright": 2, "citation": 2, "printing": 1}),
)
"""Of a thesis: the week in which a stage is at its height, and what it calls for."""
TEACHING: Final[tuple[tuple[int, Mapping[str, float]], ...]] = (
    (2, {"copyright": 2, "searching": 1}),
    (12, {"publishing": 4, "novelty": 3, "data": 2, "databases": 2}),
    (20, {"novelty": 4, "data": 3, "publishing": 2, "searching": 1}),
)
SPREAD: Final = 1.2
"""How far a faculty's own habits are from these, as the sigma of a lognormal factor for each topic."""
HOURS: Final = (1, 2, 4, 5, 4, 3, 4, 5, 6, 5, 4, 4, 5, 4, 2, 1)
"""From eight in the morning, an hour each."""


@dataclass(frozen=True, slots=True)
class Need:
    """`item` is set where somebody wants this very guide or database again."""

    at: datetime
    reader: Reader
    matter: Matter
    item: Item | None = None


Habits = dict[tuple[str, str], float]


def habits(chance: Random) -> Habits:
    """What each faculty makes more or less of than others: by faculty and topic."""
    faculties = ("humanities", "society", "science", "engineering", "medicine")
    topics = sorted({*ARRIVING, *ASSIGNED, *EXAMINED, "thesis", "copyright", "publishing", "novelty"})
    return {(faculty, topic): chance.lognormvariate(0, SPREAD / 2) for faculty in faculties for topic in topics}


class Life:
    """One reader's weeks."""

    def __init__(self, reader: Reader, university: University, habits: Habits, chance: Random) -> None:
        self.reader = reader
        self.university = university
        self.habits = habits
        self.chance = chance
        self.busy = min(reader.activity, 4.0)

    def needs(self) -> list[Need]:
        began = max(self.reader.joined, self.university.moment(0))
        first = [*self._arriving(), *self._courses(), *self._exams(), *self._stages(), *self._now_and_then()]
        told = [need for need in first if began <= need.at < self.university.ends]
        again = [need for each in told for need in self._returns(each) if need.at < self.university.ends]
        return sorted([*told, *again], key=lambda need: need.at)

    def _arriving(self) -> Iterator[Need]:
        if self.reader.new:
            for _ in range(self._count(3.0)):
                yield self._need(ARRIVING, self.reader.joined + timedelta(days=self.chance.expovariate(1 / 7)))

    def _courses(self) -> Iterator[Need]:
        for course in takes(self.reader, self.university):
            for due in course.due:
                for _ in range(self._count(0.9)):
                    yield self._need(ASSIGNED, self._before(due, 8))

    def _exams(self) -> Iterator[Need]:
        if self.reader.kind != "teacher":
            for _ in range(self._count(1.2)):
                weeks = AUTUMN_WEEKS - 3.5 + self.chance.uniform(0, 3.5)
                yield self._need(EXAMINED, self._on(self.university.moment(7 * weeks)))

    def _stages(self) -> Iterator[Need]:
        reader = self.reader
        last = {"undergraduate": YEAR - 3, "graduate": YEAR - 1}.get(reader.kind)
        stages = TEACHING if reader.kind == "teacher" else STAGES if last is not None and reader.cohort <= last else ()
        for week, wanted in stages:
            for _ in range(self._count(2.2)):
                yield self._need(wanted, self._on(self.university.moment(7 * self.chance.gauss(week, 1.6))))

    def _now_and_then(self) -> Iterator[Need]:
        """What comes up without a cause, and, for the curious, anything whatever."""
        for _ in range(self._count(0.10 * self.university.weeks)):
            at = self._on(self.university.moment(self.chance.uniform(0, 7 * self.university.weeks)))
            if self.chance.random() < 0.3 + self.reader.curiosity:
                yield Need(at, self.reader, self.chance.choice(self.university.matters))
            else:
                yield self._need({topic: 1.0 for _, topic in self.habits}, at)

    def _returns(self, need: Need) -> Iterator[Need]:
        """To the guide or database that served, again and again while it serves."""
        items = [each for each in self.university.answers[need.matter.key] if each.published <= need.at]
        if not items:
            return
        item, at = self.chance.choice(items), need.at
        liking = self.reader.loyalty * (1.0 if item.kind in {"guide", "database"} else 0.25)
        while self.chance.random() < liking:
            at = self._on(at + timedelta(days=self.chance.lognormvariate(2.0, 0.8)))
            yield Need(at, self.reader, need.matter, item)

    def _need(self, wanted: Mapping[str, float], at: datetime) -> Need:
        """A topic by the moment and the faculty, then a matter of it by how common it is."""
        weights = [weight * self.habits.get((self.reader.faculty, topic), 1.0) for topic, weight in wanted.items()]
        topic = self.chance.choices(list(wanted), weights)[0]
        matters = self.university.of(topic, self.reader.discipline)
        return Need(at, self.reader, self.chance.choices(matters, [each.weight for each in matters])[0])

    def _before(self, day: date, mean: float) -> datetime:
        """Some days before something is due: for who plods, more."""
        days = self.chance.gammavariate(2, mean / 2) * (0.3 + self.reader.plods)
        return self._on(self.university.moment((day - self.university.starts).days - days))

    def _on(self, moment: datetime) -> datetime:
        """That day, at an hour at which people look things up."""
        hour = 8 + self.chance.choices(range(len(HOURS)), HOURS)[0]
        return moment.replace(hour=hour, minute=self.chance.randrange(60), second=self.chance.randrange(60))

    def _count(self, mean: float) -> int:
        """Poisson, by this reader's activity (Knuth's way: the means are small)."""
        limit, product, count = math.exp(-mean * self.busy), self.chance.random(), 0
        while product > limit:
            product *= self.chance.random()
            count += 1
        return count


def takes(reader: Reader, university: University) -> list[Course]:
    """Students take the courses of their year: graduates those of the last."""
    if reader.kind == "teacher":
        return []
    year = reader.cohort if reader.kind == "undergraduate" else YEAR - 3
    return [each for each in university.courses if each.clc == reader.discipline and each.cohort == year]
