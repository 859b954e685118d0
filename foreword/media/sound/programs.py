"""Programs of the machine, asked by a list of arguments and never through a shell; with an end, whatever they do.

They run below everything else (`nice`), see little of our environment, and go with all that they started.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from foreword.media.sound.trouble import Trouble

KEPT: Final = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_DATA_HOME", "FONTCONFIG_FILE", "ESPEAK_DATA_PATH")
HOW: Final = {"espeak-ng": "apt-get install espeak-ng", "ffmpeg": "apt-get install ffmpeg"}

Heard = Callable[[str], None]
"""Called with each line that the program prints. What it raises ends the program."""


def found(command: str) -> str:
    """The program's path. Raises Trouble."""
    path = shutil.which(command)
    if path is None:
        name = Path(command).name
        raise Trouble("missing", program=name, how=HOW.get(name, f"FOREWORD_{name.upper()}"))
    return path


def run(
    command: Sequence[str], *, seconds: float, stdin: str = "", heard: Heard | None = None, folder: Path | None = None
) -> None:
    """In `folder`, if one is given. Raises Trouble where it fails or does not end in time."""
    program = Path(command[0]).name
    polite = shutil.which("nice")
    full = [*([polite, "-n", "10"] if polite else []), found(command[0]), *command[1:]]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile("w+") as said:
        said.write(stdin)
        said.seek(0)
        process = subprocess.Popen(  # noqa: S603 - a list, and no shell
            full,
            stdin=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
            errors="replace",
            cwd=folder,
            start_new_session=True,
        )
    late = threading.Event()
    alarm = threading.Timer(seconds, _too_late, [process, late])
    alarm.daemon = True
    alarm.start()
    try:
        _listen(process, heard)
    finally:
        alarm.cancel()
        _end(process)
    if late.is_set():
        raise Trouble("slow", program=program)
    if process.returncode:
        raise Trouble("failed", program=program)


def _listen(process: subprocess.Popen[str], heard: Heard | None) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            if heard:
                heard(line.strip())
    process.wait()


def _too_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """The program and whatever it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
