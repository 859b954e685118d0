"""`foreword manage ranker`: try another ranker on some readers' searches, and adopt it if it won."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foreword.search.actions import RankerRefused, adopt_ranker, standing, stop_trial, try_ranker
from foreword.search.learning.interleaving import sign_test
from foreword.search.models import RankerTrial
from foreword.search.trials import house_ranker, rankers


class Command(BaseCommand):
    help = "Rankers: status, try NAME, stop, adopt NAME."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", nargs="?", default="status", choices=["status", "try", "stop", "adopt"])
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--share", type=float, default=0.2, help="of readers' searches, 0 to 1 (default: 0.2)")

    def handle(self, *args: Any, act: str, name: str, share: float, **options: Any) -> None:
        if act in {"try", "adopt"} and not name:
            raise CommandError(f"Which one? There are {', '.join(rankers())}.")
        try:
            if act == "try":
                try_ranker(name=name, share=share)
            elif act == "adopt":
                adopt_ranker(name=name)
            elif act == "stop":
                stop_trial()
        except RankerRefused as refused:
            raise CommandError(str(refused)) from None
        self._status()

    def _status(self) -> None:
        self.stdout.write(f"In use: {house_ranker()}. There are: {', '.join(rankers())}.")
        for trial in RankerTrial.objects.order_by("-started_at")[:5]:
            state = "adopted" if trial.adopted_at else "ended" if trial.stopped_at else f"on trial ({trial.share:.0%})"
            figures = f"{trial.wins} for it, {trial.losses} against, {trial.ties} even"
            verdict = standing(trial) or "has won"
            self.stdout.write(
                f"  {trial} since {trial.started_at:%Y-%m-%d}, {state}: {figures},"
                f" p = {sign_test(trial.wins, trial.losses):.3f}; {verdict}"
            )
