"""What a library sees of needs: searches, pages opened, questions, loans; and much that it does not see.

`answers` on a search or a question names the items that would have answered it, whether or not they were found: for
who judges, never for who pushes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from foreword.push.simulation.needs import Need, takes
from foreword.push.simulation.university import Item, Reader, University
from foreword.push.simulation.words import DISCIPLINES

Event = dict[str, Any]

UNSEEN: Final = 0.25
"""Needs that are met elsewhere: a friend, the web, nobody."""
FINDS, FINDS_LATER = 0.7, 0.5
WRONG_PAGE, WANDERS = 0.12, 0.25
ASKS_AFTER_FAILING: Final = 0.3
DIRECT: Final = 0.3
"""Returns that go straight to the page, without a search."""
LOANS_A_WEEK: Final = {"undergraduate": 0.12, "graduate": 0.3, "teacher": 0.25}


class Behaviour:
    def __init__(self, reader: Reader, university: University, chance: Random) -> None:
        self.reader = reader
        self.university = university
        self.chance = chance

    def events(self, needs: Iterable[Need]) -> Iterator[Event]:
        for need in needs:
            if self.chance.random() >= UNSEEN:
                yield from self._again(need, need.item) if need.item else self._first(need)
        yield from self._enrolled()
        yield from self._loans()

    def _again(self, need: Need, item: Item) -> Iterator[Event]:
        if self.chance.random() >= DIRECT:
            yield self._event(need.at, "search", text=self._clipped(item.title), answers=[item.id])
        yield self._event(need.at + timedelta(seconds=self.chance.randint(8, 90)), "view", item=item.id)

    def _first(self, need: Need) -> Iterator[Event]:
        if self.chance.random() < self.reader.asks:
            yield self._ask(need, need.at)
            return
        at, there = need.at, self._there(need)
        yield self._search(need, at)
        if there and self.chance.random() < FINDS:
            yield from self._reads(need, at, there)
            return
        at += timedelta(seconds=self.chance.randint(30, 240))
        yield self._search(need, at)
        if there and self.chance.random() < FINDS_LATER:
            yield from self._reads(need, at, there)
        elif self.chance.random() < ASKS_AFTER_FAILING:
            yield self._ask(need, at + timedelta(minutes=self.chance.randint(2, 50)))

    def _reads(self, need: Need, at: datetime, there: list[Item]) -> Iterator[Event]:
        """Sometimes the wrong page first, sometimes one more beside it."""
        at += timedelta(seconds=self.chance.randint(8, 90))
        if self.chance.random() < WRONG_PAGE:
            yield from self._beside(need, at)
            at += timedelta(seconds=self.chance.randint(10, 60))
        yield self._event(at, "view", item=self.chance.choice(there).id)
        if self.chance.random() < WANDERS:
            yield from self._beside(need, at + timedelta(seconds=self.chance.randint(40, 400)))

    def _beside(self, need: Need, at: datetime) -> Iterator[Event]:
        matters = self.university.of(need.matter.topic, self.reader.discipline)
        items = [each for matter in matters for each in self.university.answers[matter.key] if each.published <= at]
        if items:
            yield self._event(at, "view", item=self.chance.choice(items).id)

    def _there(self, need: Need) -> list[Item]:
        return [each for each in self.university.answers[need.matter.key] if each.published <= need.at]

    def _search(self, need: Need, at: datetime) -> Event:
        text = self._clipped(self.chance.choice(need.matter.wordings))
        return self._event(at, "search", text=text, answers=self._answers(need))

    def _ask(self, need: Need, at: datetime) -> Event:
        """Half say what it is about, by choosing a topic."""
        text = f"Could you help me: {self.chance.choice(need.matter.wordings)}?"
        chosen = {"topic": need.matter.topic} if self.chance.random() < 0.5 else {}
        return self._event(at, "ask", text=text, answers=self._answers(need), **chosen)

    def _answers(self, need: Need) -> list[str]:
        return [each.id for each in self.university.answers[need.matter.key]]

    def _clipped(self, words: str) -> str:
        """As it is typed: now and then a word short."""
        told = words.lower().replace("how to: ", "").replace("more on: ", "").split()
        if len(told) > 2 and self.chance.random() < 0.3:
            told.pop(self.chance.randrange(len(told)))
        return " ".join(told)

    def _enrolled(self) -> Iterator[Event]:
        """The roster comes a week after who is on it."""
        at = max(self.reader.joined, self.university.moment(0)) + timedelta(days=7)
        if at < self.university.ends:
            for course in takes(self.reader, self.university):
                yield self._event(at, "enrolled", course=course.code)

    def _loans(self) -> Iterator[Event]:
        """Books of one's own discipline, mostly."""
        for week in range(self.university.weeks):
            at = self.university.moment(7 * week + self.chance.uniform(0.4, 6.9))
            often = LOANS_A_WEEK[self.reader.kind] * min(self.reader.activity, 2.0)
            if self.reader.joined <= at < self.university.ends and self.chance.random() < often:
                own = self.chance.random() < 0.8
                clc = self.reader.discipline if own else self.chance.choice(list(DISCIPLINES))
                yield self._event(at, "loan", clc=clc, title=f"A book on {DISCIPLINES[clc][1]}")

    def _event(self, at: datetime, kind: str, **told: Any) -> Event:
        return {"at": at.isoformat(timespec="seconds"), "reader": self.reader.id, "kind": kind, **told}
