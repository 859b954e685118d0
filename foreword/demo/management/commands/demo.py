"""`foreword demo`: set up the demo library on the first run, then serve it. Later runs just serve."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

import foreword
from foreword.demo import load, sound
from foreword.kernel.messages import catalogue


class Command(BaseCommand):
    help = "Set up the demo library on the first run, then serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--load-only", action="store_true", help="set up, but do not serve")

    def handle(self, *args: Any, host: str, port: int, load_only: bool, **options: Any) -> None:
        catalogue.compile_catalogues(Path(foreword.__file__).parent)
        call_command("migrate", interactive=False, verbosity=0)
        if not load.is_loaded():
            self.stdout.write("Loading the demo library (once)")
            load.load(self._say)
            self._say("Search index")
            call_command("reindex", quick=True)
            load.settle(self._say)
            if not load_only:
                sound.ask_for_some()
        if not load_only:
            call_command("serve", host=host, port=port)

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line} ...")
        self.stdout.flush()
