"""Serve vendors to try accounts against; nothing leaves this machine."""

import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foreword.channels.outward.sandbox.ftp import PASSWORD, USER, FtpSandbox
from foreword.channels.outward.sandbox.server import Sandbox


class Command(BaseCommand):
    help = "Serve vendors to try accounts against; nothing leaves this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8930)

    def handle(self, *_args: Any, **options: Any) -> None:
        sandbox = Sandbox(options["port"])
        self.stdout.write(f"What was published is shown at {sandbox.address}/")
        for name, vendor in sandbox.vendors.items():
            self.stdout.write(f"  {name:<12}{sandbox.address}/{name}  {vendor.hint}")
        files = FtpSandbox(options["port"] + 1)
        self.stdout.write(f"  {'ftp':<12}{files.address}  user {USER}, password {PASSWORD}, without TLS")
        threading.Thread(target=files.serve_forever, daemon=True).start()
        try:
            sandbox.serve_forever()
        except KeyboardInterrupt:
            files.server_close()
            sandbox.server_close()
