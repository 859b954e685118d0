from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

import foreword
from foreword.kernel.messages import catalogue
from foreword.kernel.serve import server, statics
from foreword.kernel.serve.checks import CannotServe, check_migrations, check_port, check_sqlite


class Command(BaseCommand):
    help = "Serve the library: web server, job threads and schedule in one process. Stops cleanly on SIGTERM."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="web processes; more than 1 needs PostgreSQL")

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:
        try:
            check_port(host, port)
            check_sqlite(workers)
            check_migrations()
        except CannotServe as error:
            raise CommandError(str(error)) from error
        catalogue.compile_catalogues(Path(foreword.__file__).parent)
        statics.gather()
        connections.close_all()
        self.stdout.write(f"Foreword listens on http://{host}:{port}/")
        self.stdout.flush()
        server.run(host=host, port=port, workers=workers)
