"""Static files gathered into `var/static`, under names that hold their hash: once for each state of the sources."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import foreword


def gather() -> bool:
    """Gather them unless that was done for just these files. True when there was something to do."""
    if settings.DEBUG:
        return False
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    return True


def _state() -> str:
    digest = hashlib.sha256(foreword.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
