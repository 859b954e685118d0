"""The machine: Python, the home folder, its disk, the secret key, mail."""

import platform
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

from foreword.kernel.doctor.findings import Finding, check, mend, note, well

NOT_LOCAL: Final = frozenset(["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "glusterfs"])
FULL: Final = 0.90


@check("Python")
def python() -> Finding:
    version = platform.python_version()
    return well(version) if sys.version_info >= (3, 11) else mend(f"{version}: 3.11 or newer is needed")


@check("home folder")
def home() -> Finding:
    folder = Path(settings.FOREWORD_HOME)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return well(str(folder))
    except OSError as error:
        return mend(f"{folder} cannot be written to: {error.strerror}")


@check("disk")
def disk() -> Finding:
    folder = Path(settings.FOREWORD_HOME)
    if (kind := _file_system(folder)) in NOT_LOCAL:
        return mend(f"{folder} is on a network disk ({kind}): SQLite's locks do not hold there")
    usage = shutil.disk_usage(folder)
    used, free = usage.used / usage.total, f"{usage.free / 1e9:.1f} GB free"
    return note(f"{used:.0%} full, {free}") if used > FULL else well(f"local, {free}")


def _file_system(folder: Path) -> str:
    """The type of the mount that holds the folder, "" where the system does not say."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text().splitlines():
        _, point, sort, *_ = line.split()
        point = point.replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, sort
    return kind


@check("secret key")
def secret_key() -> Finding:
    path = Path(settings.FOREWORD_HOME) / "secret_key"
    if not path.exists():
        return well("from the environment")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return mend(f"{path} can be read by others (mode {mode:o}). Run: chmod 600 {path}")
    return well("its owner alone can read it")


@check("mail")
def mail() -> Finding:
    if settings.EMAIL_HOST:
        return well(f"by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")
    return note(f"written to {settings.EMAIL_FILE_PATH}, not sent. Set FOREWORD_SMTP_HOST")


@check("mode")
def mode() -> Finding:
    if settings.DEBUG:
        return mend("debug mode shows the insides of the server to everyone. Unset FOREWORD_DEBUG")
    if settings.FOREWORD_DEMO:
        return note("the demo: anybody can sign in as any role")
    return well("production")
