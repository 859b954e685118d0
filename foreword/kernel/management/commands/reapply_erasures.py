"""`foreword manage reapply_erasures`: after restoring a backup, erase again whoever had been erased since."""

from typing import Any

from django.core.management.base import BaseCommand

from foreword.kernel.erasure import reapply_tombstones


class Command(BaseCommand):
    help = "Erase again whoever came back with an old backup. The server does this by itself when it starts."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reapply_tombstones()} people erased again")
