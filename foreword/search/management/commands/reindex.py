"""`foreword reindex`: build the search index anew from the database. Safe at any time: the old one serves meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from foreword.search.actions import reindex


class Command(BaseCommand):
    help = "Build the search index anew from the database, while the old one serves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quick", action="store_true", help="leave the slow vectors to the running server")

    def handle(self, *args: Any, quick: bool, **options: Any) -> None:
        columns = (SpinnerColumn(), TextColumn("Reading {task.completed:.0f} documents"), TimeElapsedColumn())
        with Progress(*columns) as bar:
            task = bar.add_task("Reading", total=None)
            count = reindex(thorough=not quick, progress=lambda read: bar.advance(task, read))
        self.stdout.write(f"{count} documents are searchable.")
