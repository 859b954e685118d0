"""A folder as a log: what happened in order of time, to which readers, with which items.

Two forms. A log of needs: events.jsonl, items.jsonl, readers.jsonl, perhaps courses.jsonl and seasons.jsonl, as
`foreword simulate` writes them (docs/simulation.md). A log of loans: items.jsonl, train.csv and test.csv (user, item,
timestamp); there every reader is taken as having agreed, since such logs do not say.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError

from foreword.people.models import Dimension
from foreword.portraits.actions.courses import CourseCopy

Row = dict[str, Any]

EVERYTHING: Final = tuple(Dimension.values)


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    reader: str
    kind: str
    item: str = ""
    text: str = ""
    topic: str = ""
    clc: str = ""
    course: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    title: str
    text: str
    topic: str = ""
    clc: str = ""
    published: datetime | None = None
    """None: always there"""


@dataclass(frozen=True, slots=True)
class Reader:
    id: str
    consent: tuple[str, ...] = EVERYTHING
    kind: str = "other"
    faculty: str = ""
    discipline: str = ""
    cohort: int | None = None
    joined: datetime | None = None


@dataclass(slots=True)
class Log:
    """`split`: from when on it is judged, where the folder says so."""

    events: list[Event]
    items: dict[str, Item]
    readers: dict[str, Reader]
    courses: list[CourseCopy] = field(default_factory=list)
    seasons: list[Row] = field(default_factory=list)
    split: datetime | None = None

    @property
    def is_of_loans(self) -> bool:
        return self.split is not None


def read(folder: Path) -> Log:
    if not (folder / "items.jsonl").exists():
        raise CommandError(f"{folder} holds no items.jsonl")
    try:
        log = _of_needs(folder) if (folder / "events.jsonl").exists() else _of_loans(folder)
    except (KeyError, ValueError, OSError) as error:
        raise CommandError(f"{folder} cannot be read as a log: {error}") from error
    if not log.events:
        raise CommandError(f"{folder} holds a log in which nothing happens")
    return log


def _of_needs(folder: Path) -> Log:
    events = sorted((_event(row) for row in _rows(folder / "events.jsonl")), key=lambda each: each.at)
    readers = {row["id"]: _reader(row) for row in _rows(folder / "readers.jsonl")}
    for event in events:
        readers.setdefault(event.reader, Reader(event.reader, consent=()))
    return Log(
        events,
        _items(folder),
        readers,
        [_course(row) for row in _rows(folder / "courses.jsonl")],
        list(_rows(folder / "seasons.jsonl")),
    )


def _of_loans(folder: Path) -> Log:
    train, test = list(_loans(folder / "train.csv")), list(_loans(folder / "test.csv"))
    if not test:
        raise ValueError("test.csv is empty")
    events = sorted([*train, *test], key=lambda each: each.at)
    return Log(
        events,
        _items(folder),
        {event.reader: Reader(event.reader) for event in events},
        split=min(event.at for event in test),
    )


def _event(row: Row) -> Event:
    named = ("reader", "kind", "item", "text", "topic", "clc", "course")
    told = {name: str(row[name]) for name in named if name in row}
    return Event(at=_moment(row["at"]), answers=tuple(row.get("answers", ())), **told)


def _items(folder: Path) -> dict[str, Item]:
    return {str(row["id"]): _item(row) for row in _rows(folder / "items.jsonl")}


def _item(row: Row) -> Item:
    told = {name: str(row.get(name) or "") for name in ("title", "text", "topic", "clc")}
    published = _moment(row["published"]) if row.get("published") else None
    return Item(id=str(row["id"]), published=published, **told)


def _reader(row: Row) -> Reader:
    told = {name: row[name] for name in ("id", "kind", "faculty", "discipline", "cohort") if row.get(name)}
    joined = _moment(row["joined"]) if row.get("joined") else None
    consent = tuple(each for each in row.get("consent", ()) if each in EVERYTHING)
    return Reader(joined=joined, consent=consent, **told)


def _course(row: Row) -> CourseCopy:
    starts, ends = date.fromisoformat(row["starts"]), date.fromisoformat(row["ends"])
    events = tuple((kind, date.fromisoformat(day)) for kind, day in row.get("events", ()))
    return CourseCopy(row["course"], row["name"], starts, ends, row.get("clc", ""), events)


def _loans(path: Path) -> Iterator[Event]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromtimestamp(float(row["timestamp"]), UTC)
            yield Event(at, str(row["user"]), "loan", item=str(row["item"]))


def _rows(path: Path) -> Iterator[Row]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def _moment(told: str) -> datetime:
    at = datetime.fromisoformat(told)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
