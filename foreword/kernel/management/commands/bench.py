import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from foreword.kernel.bench import kept

OF_SETS: Final = {
    "retrieval": "foreword.search.bench.retrieval",
    "understanding": "foreword.desk.bench.understanding",
    "drafting": "foreword.desk.bench.drafting",
    "push": "foreword.push.bench.push",
}
"""On a folder or file: `run(directory, as_json=…)`, which prints. By name, since rooms above this one offer them."""
OF_CODE: Final = {"renditions": "foreword.media.bench.renditions", "video": "foreword.media.bench.video"}
"""On nothing but the processor: `run(as_json=…)`."""
OF_LOAD: Final = {
    "pages": "foreword.kernel.bench.pages",
    "chat": "foreword.desk.bench.chat",
    "ingest": "foreword.channels.bench.ingest",
    "scale": "foreword.search.bench.scale",
    "signals": "foreword.portraits.bench.signals",
    "desk": "foreword.desk.bench.queue",
    "screens": "foreword.portal.bench.screens",
}
"""On their own, or against a server of their own, in a home folder of its own: `run(readers=…, …)`."""
OF_LOGS: Final = {"loop": "foreword.push.bench.loop"}
"""The same on a folder: `run(directory=…, readers=…, …)`."""
DEFAULTS: Final[dict[str, dict[str, float]]] = {
    "pages": {"readers": 20, "seconds": 30.0, "think": 1.0},
    "chat": {"readers": 60, "seconds": 20.0, "rate": 100.0},
    "ingest": {"mail": 400, "rate": 20.0},
    "scale": {"documents": 100_000},
    "signals": {"signals": 200_000, "readers": 10_000, "batch": 5_000},
    "desk": {"closed": 50_000, "waiting": 500},
    "screens": {"screens": 200, "seconds": 60.0},
    "loop": {"readers": 100, "weeks": 6, "before": 4, "nights": 7, "seed": 1},
}
FRESH: Final = "FOREWORD_BENCH_HOME"


class Command(BaseCommand):
    help = "Measure one thing, most against a server of its own. --json: one JSON object at the end."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=[*OF_SETS, *OF_CODE, *OF_LOAD, *OF_LOGS])
        parser.add_argument("directory", nargs="?", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--ranker", help="a variant of the fusion (retrieval)")
        parser.add_argument(
            "--readers", type=int, help="readers at once (pages, chat), in all (signals), sampled (loop)"
        )
        parser.add_argument("--rate", type=float, help="messages a second (chat, ingest)")
        parser.add_argument("--mail", type=int, help="mails handed in (ingest)")
        parser.add_argument("--seconds", type=float, help="how long (pages, chat, screens)")
        parser.add_argument("--documents", type=int, help="how large a library (scale)")
        parser.add_argument("--signals", type=int, help="how many (signals)")
        parser.add_argument("--batch", type=int, help="how many at once (signals)")
        parser.add_argument("--closed", type=int, help="questions of the last years (desk)")
        parser.add_argument("--waiting", type=int, help="questions that are open (desk)")
        parser.add_argument("--weeks", type=int, help="how many are judged (loop)")
        parser.add_argument("--before", type=int, help="weeks that are replayed before those (loop)")
        parser.add_argument("--nights", type=int, help="from one nightly round to the next (loop)")
        parser.add_argument("--seed", type=int, help="of what is left to chance (loop)")

        parser.add_argument("--screens", type=int, help="screens on walls (screens)")
        parser.add_argument("--think", type=float, help="seconds between two clicks of a reader (pages)")

    def handle(self, *, name: str, directory: Path | None, as_json: bool, **options: Any) -> None:
        if directory is None and name in {*OF_SETS, *OF_LOGS}:
            raise CommandError(f"bench {name} needs a folder: foreword bench {name} DIR")
        if name in OF_SETS:
            ranker = {"ranker": options["ranker"]} if name == "retrieval" and options["ranker"] else {}
            import_module(OF_SETS[name]).run(directory, as_json=as_json, **ranker)
        elif name in OF_CODE:
            import_module(OF_CODE[name]).run(as_json=as_json)
        elif os.environ.get(FRESH):
            call_command("migrate", interactive=False, verbosity=0)
            chosen = {key: default if options[key] is None else options[key] for key, default in DEFAULTS[name].items()}
            where = {"directory": directory} if name in OF_LOGS else {}
            self._print(import_module({**OF_LOAD, **OF_LOGS}[name]).run(**where, **chosen), as_json=as_json)
        else:
            _again_in_a_fresh_home(name)

    def _print(self, report: dict[str, Any], *, as_json: bool) -> None:
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=None if as_json else 2))


def _again_in_a_fresh_home(name: str) -> None:
    """This command once more, with a home folder that is gone afterwards: a benchmark leaves the library alone."""
    with tempfile.TemporaryDirectory(prefix="foreword-bench-") as home:
        if name == "pages":
            kept.fetch(Path(home))
        environment = {**os.environ, "FOREWORD_HOME": home, FRESH: home, kept.KEPT: str(kept.folder())}
        code = subprocess.call([sys.executable, "-m", "foreword", *sys.argv[1:]], env=environment)  # noqa: S603 - itself
    if code:
        raise SystemExit(code)
