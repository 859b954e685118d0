"""`foreword manage messages`: collect each room's translatable text, say what has no Chinese yet, compile."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

import foreword
from foreword.kernel.messages import catalogue


class Command(BaseCommand):
    help = "Collect translatable text into each room's catalogue and compile the catalogues."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms")
        parser.add_argument("--compile-only", action="store_true")

    def handle(self, *args: Any, rooms: list[str], compile_only: bool, **options: Any) -> None:
        root = Path(foreword.__file__).parent
        if not compile_only:
            for room in sorted(path.parent for path in root.glob("*/apps.py")):
                if not rooms or room.name in rooms:
                    self._collect(room)
        written = catalogue.compile_catalogues(root)
        self.stdout.write(f"{written} catalogues compiled")

    def _collect(self, room: Path) -> None:
        new, gone = catalogue.update(room)
        missing = catalogue.untranslated(room)
        self.stdout.write(f"{room.name}: {new} new, {gone} gone, {len(missing)} without Chinese")
        for line in missing:
            self.stdout.write(f"  {line}")
