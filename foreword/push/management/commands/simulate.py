"""`foreword simulate OUT`: the log of an invented university, for `foreword bench loop OUT` (docs/simulation.md)."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foreword.push.simulation.writing import simulate


class Command(BaseCommand):
    help = "Write the log of an invented university's readers into a folder: the same seed, the same log."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path)
        parser.add_argument("--readers", type=_positive, default=400)
        parser.add_argument("--weeks", type=_positive, default=20, help="from the first Monday of September")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, out: Path, readers: int, weeks: int, seed: int, **options: Any) -> None:
        try:
            written = simulate(out, count=readers, weeks=weeks, seed=seed)
        except OSError as error:
            raise CommandError(f"cannot write into {out}: {error.strerror}") from error
        self.stdout.write(
            f"{written.readers} readers with {written.needs} needs, of which the library sees {written.events} events, "
            f"and {written.items} items: {out}"
        )


def _positive(told: str) -> int:
    if not told.isdecimal() or int(told) < 1:
        raise ArgumentTypeError(f"{told} is not a number of 1 or more")
    return int(told)
