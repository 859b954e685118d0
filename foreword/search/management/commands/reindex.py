"""`foreword reindex`: build the search index anew from the database. Safe at any time: the old one serves meanwhile.

Stopped half way it loses nothing that took long: the next run finds every vector that was made.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from foreword.search.actions import reindex
from foreword.search.generations import Generation
from foreword.search.live import index_folder


class Command(BaseCommand):
    help = "Build the search index anew from the database, while the old one serves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quick", action="store_true", help="leave the slow vectors to the running server")

    def handle(self, *args: Any, quick: bool, **options: Any) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns) as bar:
            count = reindex(thorough=not quick, progress=Bars(bar).advance)
        self.stdout.write(f"{count} documents are searchable.")


class Bars:
    """One for the documents, as many as there were last time; one for each encoder's graph, where there is one."""

    def __init__(self, bar: Progress) -> None:
        serving = Generation.read(index_folder())
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}
        self._documents = serving.documents if serving else None

    def advance(self, what: str, more: int) -> None:
        if what not in self._tasks:
            is_reading = what == "documents"
            words = "Reading documents" if is_reading else f"Linking vectors ({what})"
            self._tasks[what] = self._bar.add_task(words, total=self._documents if is_reading else None)
        self._bar.advance(self._tasks[what], more)
