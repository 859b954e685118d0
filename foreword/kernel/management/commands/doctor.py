import sys
from typing import Any, Final

from django.core.management.base import BaseCommand

from foreword.kernel.doctor import data, machine
from foreword.kernel.doctor.findings import State, examine

LOADED: Final = (machine, data)
"""Loaded for the checks they register."""
COLOURS: Final = {State.WELL: "SUCCESS", State.NOTE: "WARNING", State.MEND: "ERROR"}


class Command(BaseCommand):
    help = "Check this installation, one line each. The exit code is 1 when something is to mend."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        worst = State.WELL
        for title, finding in examine():
            mark = getattr(self.style, COLOURS[finding.state])(f"{finding.state:<5}")
            self.stdout.write(f"{mark} {title:<20} {finding.text}")
            worst = State.MEND if State.MEND in {worst, finding.state} else worst
        if worst is State.MEND:
            sys.exit(1)
