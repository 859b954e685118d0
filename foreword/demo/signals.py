"""What the demo's readers did in the last four weeks, and the courses they take: drawn from their own interests with a
fixed seed, and handed in as any system would. Nothing is kept for a reader who did not agree to it.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from foreword.demo.content import rows
from foreword.kernel.clock import ago, now, today
from foreword.knowledge.models import Entry
from foreword.people.models import Person
from foreword.portraits.actions import Given, take_in
from foreword.portraits.actions.courses import CourseCopy, store_courses
from foreword.portraits.models import SignalKind

SEED = 20210301
COURSES = (
    ("LIB101", "文献检索与利用", "G25", ("assignment", 6)),
    ("EC210", "计量经济学", "F", ("exam", 12)),
    ("CE305", "结构力学", "TU", ("presentation", 9)),
)
"""Code, name, class, and the next event with the days until it."""
LOANS = 4
DUE_IN_DAYS = 9


def load_signals(readers: dict[str, Person]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a story, not a secret
    store_courses([_course(*course) for course in COURSES])
    take_in([given for row in rows("readers", "reader") for given in _signals(readers[row["key"]], row, chance)])


def entries_on(topics: list[str], chance: random.Random, count: int) -> list[Entry]:
    found = list(Entry.objects.published().filter(topic__in=topics).order_by("key").prefetch_related("texts"))
    return chance.sample(found, min(count, len(found)))


def _course(code: str, name: str, clc: str, event: tuple[str, int]) -> CourseCopy:
    kind, days = event
    starts = today() - timedelta(days=60)
    on = today() + timedelta(days=days)
    return CourseCopy(code, name, starts, starts + timedelta(days=126), clc, ((kind, on),))


def _signals(reader: Person, row: dict, chance: random.Random) -> Iterator[Given]:
    about = {"device": chance.choice(("phone", "phone", "computer")), "lang": reader.language, "form": "text"}
    for text in row["searches"]:
        yield Given(reader.pk, SignalKind.SEARCHED, text=text, about=about, at=_moment(chance))
    for entry in entries_on(row["interests"], chance, 5):
        yield from _read(reader, entry, about, chance)
    for code, _name, clc, _event in COURSES:
        if clc in ("G25", reader.discipline):
            yield Given(
                reader.pk, SignalKind.ENROLLED, item=f"course:{code}", until=now() + timedelta(days=66), clc=clc
            )
    for number in range(LOANS if reader.discipline else 0):
        act, due = {"act": "loan"}, now() + timedelta(days=DUE_IN_DAYS + 7 * number)
        item, at = f"loan:{reader.pid}{number}", _moment(chance)
        yield Given(reader.pk, SignalKind.BORROWED, item=item, clc=reader.discipline, about=act, until=due, at=at)


def _read(reader: Person, entry: Entry, about: dict[str, str], chance: random.Random) -> Iterator[Given]:
    text, topic, at = entry.text_in(reader.language), entry.topic_id or "", _moment(chance)
    page, title = f"entry:{entry.pid}", text.question if text else ""
    yield Given(reader.pk, SignalKind.OPENED, item=page, topic=topic, title=title, about=about, at=at)
    stayed = round(chance.uniform(15, 260))
    yield Given(reader.pk, SignalKind.DWELT, item=page, topic=topic, title=title, value=stayed, about=about, at=at)


def _moment(chance: random.Random) -> datetime:
    """Some time in the last four weeks, the nearer ones likelier, never in the small hours of the server's day."""
    return ago(days=28 * chance.random() ** 1.6, minutes=chance.randrange(5, 300))
