"""Writing a simulated log: what happened in events.jsonl, in order of time, and beside it what a library knows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from foreword.push.simulation.behaviour import Behaviour
from foreword.push.simulation.needs import Life, habits
from foreword.push.simulation.university import Course, Reader, University, as_row, build, readers

SEASONS: Final = (
    ("orientation", "New students", "新生季", 0, 5, (), ("newcomers", "account", "borrowing", "spaces")),
    (
        "assignments",
        "First assignments",
        "第一篇课程论文",
        3,
        11,
        ("undergraduate",),
        ("searching", "citation", "databases"),
    ),
    (
        "proposals",
        "Thesis proposals",
        "开题季",
        6,
        13,
        ("undergraduate", "graduate"),
        ("thesis", "searching", "citation"),
    ),
    ("exams", "Exam weeks", "考试周", 15, 20, (), ("spaces", "hours", "printing")),
)
"""A library's calendar as a librarian would lay it down, by weeks of term; made apart from how needs are drawn."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many of each."""

    readers: int
    items: int
    events: int
    needs: int


def simulate(out: Path, *, count: int, weeks: int, seed: int) -> Written:
    """The same seed writes the same files, byte for byte."""
    chance = Random(seed)  # noqa: S311 - dice, not a secret
    university = build(weeks, chance)
    usual = habits(chance)
    people = readers(count, university, chance)
    needs = {each.id: Life(each, university, usual, _dice(seed, "needs", each)).needs() for each in people}
    events = [
        event
        for each in people
        for event in Behaviour(each, university, _dice(seed, "events", each)).events(needs[each.id])
        if event["at"] < university.ends.isoformat(timespec="seconds")
    ]
    events.sort(key=lambda event: (event["at"], event["reader"]))
    items = [as_row(item) for told in university.answers.values() for item in told]
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "events.jsonl", events)
    _write(out / "items.jsonl", items)
    _write(out / "readers.jsonl", map(_known, people))
    _write(out / "courses.jsonl", map(_course, university.courses))
    _write(out / "seasons.jsonl", _seasons(university))
    return Written(len(people), len(items), len(events), sum(map(len, needs.values())))


def _dice(seed: int, what: str, reader: Reader) -> Random:
    """Each reader's own, so that one more reader changes nobody else's year."""
    return Random(f"{seed}:{what}:{reader.id}")  # noqa: S311 - dice, not a secret


def _known(reader: Reader) -> dict[str, Any]:
    """What an account says; nothing of how somebody is."""
    row = asdict(reader)
    named = ("id", "kind", "faculty", "discipline", "cohort", "consent")
    return {**{name: row[name] for name in named}, "joined": reader.joined.isoformat(timespec="seconds")}


def _course(course: Course) -> dict[str, Any]:
    return {
        "course": course.code,
        "name": course.name,
        "clc": course.clc,
        "starts": course.starts.isoformat(),
        "ends": course.ends.isoformat(),
        "events": [["assignment", day.isoformat()] for day in course.due],
    }


def _seasons(university: University) -> list[dict[str, Any]]:
    def day(week: int) -> date:
        return university.starts + timedelta(days=7 * week)

    return [
        {
            "key": key,
            "name_en": name_en,
            "name_zh": name_zh,
            "starts_on": day(first).isoformat(),
            "ends_on": (day(last) - timedelta(days=1)).isoformat(),
            "audience": audience,
            "topics": topics,
        }
        for key, name_en, name_zh, first, last, audience, topics in SEASONS
    ]


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
