import os
from typing import Any

from django.conf import settings

from foreword.kernel.management.commands import serve


class Command(serve.Command):
    help = "The web server alone; `foreword worker` on this or another machine runs the jobs."

    def handle(self, **options: Any) -> None:
        settings.FOREWORD_JOB_THREADS = 0
        os.environ["FOREWORD_JOB_THREADS"] = "0"  # for the processes of --workers, which read the settings anew
        super().handle(**options)
