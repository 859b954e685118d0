import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from foreword.kernel.serve.checks import CannotServe, check_migrations
from foreword.kernel.serve.process import Process


class Command(BaseCommand):
    help = "Job threads and the schedule alone, beside one or more `foreword web`. Needs PostgreSQL."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--threads", type=int, default=settings.FOREWORD_JOB_THREADS)

    def handle(self, *, threads: int, **options: Any) -> None:
        if connection.vendor == "sqlite":
            raise CommandError("With SQLite one process writes: `foreword serve` runs the jobs itself.")
        try:
            check_migrations()
        except CannotServe as error:
            raise CommandError(str(error)) from error
        ended = threading.Event()
        for sig in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sig, lambda *_: ended.set())
        process = Process(job_threads=max(1, threads))
        process.start()
        self.stdout.write("Foreword works off its jobs.")
        self.stdout.flush()
        ended.wait()
        process.stop()
