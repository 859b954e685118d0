"""`foreword import KIND FILE`: finds the importer in the room that keeps such things."""  # noqa: N999 - the command's name

from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foreword.kernel.importing import CannotRead, Tally

ROOMS = {"faq": "knowledge", "marc": "collection", "signals": "portraits"}
NOT_YET = ("ris", "bibtex", "csl", "readers", "libanswers")


class Command(BaseCommand):
    help = (
        "Import a file. Safe to run twice: what is there already is left alone, what has changed is brought up to date."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[*ROOMS, *NOT_YET])
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="marc: a name for the catalogue that the file comes from")
        parser.add_argument("--lang", default="", help="faq: the language of rows that name none")

    def handle(self, *args: Any, kind: str, file: Path, source: str, lang: str, **options: Any) -> None:
        if kind in NOT_YET:
            raise CommandError(f"Importing {kind} is not in this version. This one imports {', '.join(ROOMS)}.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        importer = import_module(f"foreword.{ROOMS[kind]}.importers.{kind}")
        try:
            tally: Tally = importer.run(file, source=source, lang=lang)
        except CannotRead as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was stored stays stored; run the same command to go on.") from None
        self.stdout.write(
            f"{tally.read} read: {tally.new} new, {tally.changed} changed, {tally.same} unchanged, "
            f"{tally.refused} refused."
        )
