"""A folder of a push benchmark as arrays: items.jsonl, train.csv, test.csv, with or without times.

Ids that only the test knows become readers and items of their own; a test row of an item that is not in items.jsonl
stays a need that nobody can meet.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from foreword.push.engine.catalogue import Title
from foreword.push.engine.log import SECONDS, Log

WITHOUT_TIME: Final = 20_000.0
"""The day that everything happened on, where a folder does not say when."""


@dataclass(frozen=True, slots=True)
class Folder:
    titles: tuple[Title, ...]
    train: Log
    test: Log
    timed: bool

    @classmethod
    def read(cls, path: Path) -> Self:
        train, test = _rows(path / "train.csv"), _rows(path / "test.csv")
        titles = _titles(path / "items.jsonl")
        for _, item, _ in [*train, *test]:
            titles.setdefault(item, Title(item, ""))
        users = {user: n for n, user in enumerate(dict.fromkeys(user for user, _, _ in [*train, *test]))}
        items = {key: n for n, key in enumerate(titles)}
        timed = all(day is not None for _, _, day in [*train, *test])

        def log(rows: list[tuple[str, str, float | None]]) -> Log:
            return Log.of(
                np.array([users[user] for user, _, _ in rows], np.int64),
                np.array([items[item] for _, item, _ in rows], np.int64),
                np.array([WITHOUT_TIME if not timed or day is None else day for _, _, day in rows], np.float64),
                n_users=len(users),
                n_items=len(items),
            )

        return cls(tuple(titles.values()), log(train), log(test), timed)


def _titles(path: Path) -> dict[str, Title]:
    found: dict[str, Title] = {}
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in filter(str.strip, lines):
                row: dict[str, Any] = json.loads(line)
                facts = [str(row.get(name) or "") for name in ("title", "text", "kind", "lang")]
                found[str(row["id"])] = Title(str(row["id"]), *facts)
    return found


def _rows(path: Path) -> list[tuple[str, str, float | None]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = []
        for row in csv.DictReader(lines):
            when = row.get("timestamp") or row.get("time") or ""
            rows.append((str(row["user"]), str(row["item"]), float(when) / SECONDS if when else None))
        return rows
