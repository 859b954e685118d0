"""The demo library's shelves: topics, seasons, entries, products, catalogue records."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from foreword.collection.models import Record
from foreword.demo.content import Row, rows
from foreword.desk.actions.hours import set_day, set_season, set_week
from foreword.desk.actions.trusting import pair, set_level
from foreword.desk.models import Level, RoutingRule, ServiceTarget, Tier
from foreword.kernel.clock import ago, today
from foreword.knowledge.models import Entry, EntryText, Status, Wording
from foreword.media.actions import create_product
from foreword.media.models.levels import SIGNED
from foreword.people.models import Person, Role, Topic
from foreword.push.actions.occasions import approve_occasion, write_occasion
from foreword.push.models import Season
from foreword.push.shipped import shipped

LANGS = {"en": "en", "zh": "zh-hans"}


def load_topics() -> None:
    Topic.objects.bulk_create(
        Topic(key=row["key"], name_en=row["en"], name_zh=row["zh"], clc=row["clc"], order=order)
        for order, row in enumerate(rows("topics", "topic"))
    )


def load_seasons() -> None:
    """Last year's, this year's and next year's seasons, so that the demo fits the day on which it is opened."""
    for row in rows("seasons", "season"):
        for year in (today().year - 1, today().year, today().year + 1):
            starts, ends = _day(year, row["from"]), _day(year, row["until"])
            if ends < starts:
                ends = _day(year + 1, row["until"])
            fields = {
                key: row[key] for key in ("key", "name_en", "name_zh", "line_en", "line_zh", "audience", "topics")
            }
            Season.objects.create(starts_on=starts, ends_on=ends, **fields)


def load_occasions(*, editor: Person, head: Person) -> None:
    """Four of the ready-made ones: three approved, and one that waits for the head of service."""
    ready = shipped()
    for key in ("orientation", "thesis-proposal", "due"):
        approve_occasion(occasion=write_occasion(by=editor, given=ready[key], key=key), by=head)
    write_occasion(by=editor, given=ready["exams"], key="exams")


def load_hours(head: Person) -> None:
    """In term and in the vacations of this academic year and the next, with a lunch hour on Saturdays."""
    long, short, lunch = ((480, 1320),), ((540, 1020),), ((540, 720), (840, 1020))
    set_week(by=head, zone=settings.TIME_ZONE, week=(long, long, long, long, long, lunch, ((780, 1080),)))
    for year in (today().year - 1, today().year, today().year + 1):
        for first, last, name_en, name_zh in (
            ("01-24", "02-25", "Winter vacation", "寒假"),
            ("07-10", "08-28", "Summer vacation", "暑假"),
        ):
            set_season(
                by=head,
                first=_day(year, first),
                last=_day(year, last),
                week=(short, (), short, (), short, (), ()),
                name_en=name_en,
                name_zh=name_zh,
            )
        set_day(by=head, day=_day(year + 1, "01-01"), spans=(), name_en="New Year", name_zh="元旦")


def load_rules() -> None:
    """Common questions to the student desk while it is open, special ones to the expert of their class."""
    RoutingRule.objects.bulk_create(
        [
            RoutingRule(order=1, read_from=3, target=Tier.EXPERT, least=50, take_within=120),
            RoutingRule(order=2, read_to=2, hours="open", target=Tier.STUDENT, least=50, take_within=60),
            RoutingRule(order=3, kind="research", target=Tier.REFERENCE, least=50, take_within=240),
        ]
    )
    ServiceTarget.objects.bulk_create(
        [
            ServiceTarget(order=1, urgent=True, first_reply=30, answer=240),
            ServiceTarget(order=2, kind="research", first_reply=240, answer=2 * 840),
            ServiceTarget(order=3, first_reply=120, answer=840),
        ]
    )


def load_trust(staff: dict[str, Person]) -> None:
    """Of the two student librarians one has proved herself; the other has a mentor who reads his answers first."""
    head = next(person for person in staff.values() if person.is_head)
    mentor = next(person for person in staff.values() if person.role == Role.REFERENCE_LIBRARIAN)
    proved, new = (person for person in staff.values() if person.role == Role.STUDENT_LIBRARIAN)
    set_level(person=proved, level=Level.TRUSTED, by=head, words="Two years at the desk, and thanked for it.")
    pair(mentee=new, mentor=mentor, by=head)


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")


def load_entries(*, drafted_by: Person, published_by: Person) -> None:
    """Published entries, the older ones first: a term's worth of work, not one night's."""
    found = rows("entries", "entry")
    for number, row in enumerate(found):
        published = ago(days=200 - 190 * number / len(found))
        entry = Entry.objects.create(
            key=row["key"],
            topic_id=row["topic"],
            clc=row.get("clc", ""),
            audience=row["audience"],
            seasons=row.get("seasons", []),
            level=row["level"],
            related=row.get("related", []),
            status=Status.PUBLISHED,
            drafted_by=drafted_by,
            published_by=published_by,
            created_at=published - timedelta(days=2),
            published_at=published,
        )
        _texts(entry, row)


def _texts(entry: Entry, row: Row) -> None:
    for short, lang in LANGS.items():
        text = row[short]
        EntryText.objects.create(entry=entry, lang=lang, question=text["question"], answer=text["answer"].strip())
        Wording.objects.bulk_create(
            Wording(entry=entry, lang=lang, text=wording) for wording in dict.fromkeys(text["wordings"])
        )


def load_products(reviewers: Sequence[Person]) -> None:
    for row in rows("products", "product"):
        shared = {key: row[key] for key in ("kind", "topic", "clc", "audience", "level", "seasons", "minutes")}
        made_from = list(Entry.objects.filter(topic=row["topic"]).order_by("key").values_list("pid", flat=True)[:3])
        create_product(
            key=row["key"],
            texts={lang: _product_text(row[short]) for short, lang in LANGS.items()},
            entries=made_from,
            reviewers=reviewers if row["level"] in SIGNED else (),
            searched_on=row.get("searched_on"),
            **shared,
        )


def _product_text(text: Row) -> dict[str, Any]:
    """Markdown in `body`, or blocks as `[[product.en.content]]` tables."""
    shared: Row = {name: text[name] for name in ("title", "summary", "method") if name in text}
    return {**shared, "content": text["content"]} if "content" in text else {**shared, "body": text["body"].strip()}


def load_records() -> None:
    known: dict[str, Any] = {"source": "demo"}
    Record.objects.bulk_create(
        Record(
            **known,
            control_number=f"demo{number:05d}",
            **{name: row[name] for name in _RECORD_FIELDS if name in row},
        )
        for number, row in enumerate(rows("records", "record"), start=1)
    )


_RECORD_FIELDS = (
    "title", "subtitle", "authors", "edition", "publisher", "place", "year", "lang", "clc", "call_number", "subjects",
)  # fmt: skip
