"""The test database, migrated once and copied.

Wagtail brings some 200 migrations, a third of a minute of work; each test process starts from a copy of one migrated
file, kept in `var/` under the hash of all migrations. Django still runs `migrate` on the copy, so nothing is assumed.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "var" / "test-databases"


def _fingerprint() -> str:
    import django
    import wagtail

    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for path in sorted((ROOT / "foreword").glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _template() -> Path:
    """The migrated file, made by whichever process comes first."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    path = TEMPLATES / f"{_fingerprint()}.sqlite3"
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for old in TEMPLATES.glob("*.sqlite3"):
                old.unlink()
            home = TEMPLATES / "making"
            shutil.rmtree(home, ignore_errors=True)
            environment = {**os.environ, "FOREWORD_HOME": str(home), "FOREWORD_DATABASE_URL": ""}
            command = [sys.executable, "-m", "foreword", "manage", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            # Folded into one file: a copy without its write-ahead log would be a copy of nothing.
            fold = "import foreword, sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA journal_mode=DELETE')"
            subprocess.run([sys.executable, "-c", fold, str(home / "foreword.sqlite3")], cwd=ROOT, check=True)
            shutil.move(home / "foreword.sqlite3", path)
            shutil.rmtree(home, ignore_errors=True)
    return path


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        return
    copy = Path(settings.FOREWORD_HOME) / "test.sqlite3"
    shutil.copy(_template(), copy)
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(copy)}
    # Durability is tested on real servers that are really killed; here it would only cost a second a test file.
    database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace("=FULL", "=OFF")
