"""A `foreword serve` in a process of its own, on a free port, with the home folder that this process has."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, Self
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS: Final = 60.0
HOST: Final = "127.0.0.1"


def free_port() -> int:
    """Below the ports that the system gives to clients: one that knocks in vain may end up on its own, and hold it."""
    while True:
        port = random.randint(20_000, 30_000)  # noqa: S311 - any free one
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            continue
        return port


class Server:
    """Started by `with`. `kill` and `start` again is what a power cut looks like from outside."""

    def __init__(self, command: str = "serve", **environment: str) -> None:
        self.port = free_port()
        self._command = [sys.executable, "-m", "foreword", command, "--host", HOST, "--port", str(self.port)]
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Returns the seconds until the first answer."""
        began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
        )
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise RuntimeError(f"the server did not start (exit code {self._process.poll()})")
            time.sleep(0.02)
        return time.perf_counter() - began

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://{HOST}:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Ask it to end, as a service manager does; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(30)

    def settle(self, seconds: float) -> float:
        """Wait until it has little to do by itself (after a first start: vectors, portraits); the seconds it took."""
        began = time.perf_counter()
        busy = True
        while busy and time.perf_counter() - began < seconds:
            before = self.cpu_seconds()
            time.sleep(3)
            busy = self.cpu_seconds() - before > 0.3
        return round(time.perf_counter() - began, 1)

    def cpu_seconds(self) -> float:
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def rss_mb(self) -> float:
        status = Path(f"/proc/{self.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
        return round(int(found[1]) / 1024, 1) if found else 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._process.poll() is None:
            self.stop()
