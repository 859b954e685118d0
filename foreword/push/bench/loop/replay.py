"""The replay: day after day, what readers did goes in by the intake, and push does what it does in production.

What was delivered by the end of a day counts for the needs of later days only: a search never anticipates itself. All
that changed on a day is followed that night, by the jobs of production; the nightly round over everybody comes every
few nights, since between two of them nothing changes for who was not there but the calendar.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from foreword.kernel import clock
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.jobs.schedule import scheduled
from foreword.people.models import Person
from foreword.portraits.actions import take_in
from foreword.portraits.models import Signal
from foreword.push.actions import mark_opened, mark_seen
from foreword.push.bench.loop.judging import Given
from foreword.push.bench.loop.reading import Event
from foreword.push.bench.loop.sending import Sender
from foreword.push.bench.loop.stage import Stage
from foreword.push.models import Delivery
from foreword.push.offers import public_offers
from foreword.push.policy import MOST, spread

PRESENT: Final = frozenset(["search", "view", "ask", "loan"])
"""What somebody comes to the library's pages for, and so sees what stands there."""
ROOMS: Final = ("foreword.push.", "foreword.portraits.", "foreword.kernel.")
EVERYBODY: Final = "foreword.push.tasks.refresh_everybody"
BATCH: Final = "foreword.push.tasks.refresh_batch"
AT_ONCE: Final = 50
DAY: Final = timedelta(days=1)
NIGHT: Final = timedelta(hours=3)
EVENING: Final = timedelta(hours=23, minutes=58, seconds=30)


class Replay:
    """`drawn`: the readers whose portraits are drawn and who are given answers. Of the others, signals are taken in."""

    def __init__(self, stage: Stage, drawn: Collection[str], *, nights: int) -> None:
        self.given: list[Given] = []
        self.public: list[Given] = []
        """Each week's list for who agreed to nothing; of no reader."""
        self.refused: Counter[str] = Counter()
        self._stage = stage
        self._drawn = frozenset(drawn)
        self._nights = nights
        self._sender = Sender(stage)
        self._last = 0

    def run(self, days: int) -> None:
        todo = [event for event in self._stage.log.events if event.at >= self._stage.start]
        place = 0
        for n in range(days):
            day = self._stage.start + n * DAY
            clock.set_to(day + NIGHT)
            self._stage.on(day)
            if n % self._nights == 0:
                self._by_night()
            if n % 7 == 0:
                self._note_public(day)
            clock.set_to(day + EVENING)
            first = place
            while place < len(todo) and todo[place].at < day + DAY:
                place += 1
            self._live(todo[first:place])
            self._note_given()

    def _by_night(self) -> None:
        """Each task of these rooms that production runs once a day or more rarely; the round over the drawn only."""
        daily = [each.path for each in scheduled() if each.path.startswith(ROOMS) and each.interval >= DAY]
        for path in daily:
            if path != EVERYBODY:
                add_job(path)
        pids = [person.pid for person in self._people()]
        for start in range(0, len(pids), AT_ONCE):
            add_job(BATCH, args=[pids[start : start + AT_ONCE]], priority=-10)
        _work()

    def _live(self, events: Sequence[Event]) -> None:
        self._look(events)
        taken = take_in([told for event in events if (told := self._sender.given(event)) is not None])
        self.refused.update(taken.refused)
        Signal.objects.waiting().exclude(person__in=self._people()).update(placed_at=clock.now())
        _work()

    def _people(self) -> list[Person]:
        return [person for reader, person in self._stage.people.items() if reader in self._drawn]

    def _look(self, events: Sequence[Event]) -> None:
        """Whoever was there saw what stands on their page; what they used of it, they opened."""
        there = [event for event in events if event.kind in PRESENT and event.reader in self._drawn]
        people = {event.reader: self._stage.people[event.reader] for event in there}
        used = {(people[event.reader].pk, self._stage.keys.get(event.item)) for event in there}
        standing = list(Delivery.objects.filter(person__in=people.values()).standing().on_page())
        mark_seen(deliveries=[each.pid for each in standing])
        for each in standing:
            if (each.person_id, each.key) in used:
                mark_opened(delivery=each)

    def _note_given(self) -> None:
        readers = {person.pk: reader for reader, person in self._stage.people.items()}
        items = self._items()
        for each in Delivery.objects.filter(pk__gt=self._last).order_by("pk"):
            self._last = each.pk
            self.given.append(Given(each.pushed_at, readers[each.person_id], items[each.key], each.score))

    def _note_public(self, day: datetime) -> None:
        items = self._items()
        self.public += [Given(day, "", items[offer.key]) for offer in spread(public_offers(), [], MOST)]

    def _items(self) -> dict[str, str]:
        return {pid: item for item, pid in self._stage.keys.items()}


def _work() -> None:
    while run_until_idle():
        pass
