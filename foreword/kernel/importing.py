"""Importing a file: rows in, short batches out, a bar while it runs, a line for each row that was refused.

A batch is one short transaction, so a server on the same database never waits long. Every importer finds its rows again
by a stable key: an import that was stopped is simply run again, and skips what is there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

AT_ONCE = 200

Row = TypeVar("Row")


class CannotRead(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out, where it stands in the file, and why."""

    where: str
    reason: str


@dataclass(slots=True)
class Tally:
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0

    def add(self, other: "Tally") -> None:
        self.new += other.new
        self.changed += other.changed
        self.same += other.same
        self.refused += other.refused

    @property
    def read(self) -> int:
        return self.new + self.changed + self.same + self.refused


@dataclass(frozen=True, slots=True)
class Read(Generic[Row]):
    """A row, or why there is none, and how many bytes of the file are done with it."""

    row: Row | Refused
    at: int


def import_rows(
    path: Path, rows: Iterable[Read[Row]], store: Callable[[list[Row]], Tally], *, console: Console | None = None
) -> Tally:
    """Store all rows of a file in batches; how many were new, changed, the same and refused."""
    screen = console or Console()
    total, batch = Tally(), list[Row]()
    with _bar(screen) as progress:
        task = progress.add_task(path.name, total=max(path.stat().st_size, 1), said="")
        for read in rows:
            if isinstance(read.row, Refused):
                total.refused += 1
                progress.console.print(f"{read.row.where}: {read.row.reason}", markup=False, highlight=False)
            else:
                batch.append(read.row)
            if len(batch) >= AT_ONCE:
                total.add(store(batch))
                batch = []
                progress.update(task, completed=read.at, said=f"{total.read} read")
        if batch:
            total.add(store(batch))
        progress.update(task, completed=max(path.stat().st_size, 1), said=f"{total.read} read")
    return total


def _bar(screen: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[said]}"))
    return Progress(*columns, TimeRemainingColumn(), console=screen)
