"""Where things are, and what this process is."""

import os
import secrets

from config.environment import ROOT, flag, folder, text

# One thread for each BLAS call: two threads under load cost e5 1.7 s at the 95th percentile (retrieval.md).
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = ROOT
FOREWORD_HOME = folder("HOME", ROOT / "var")
FOREWORD_HOME.mkdir(parents=True, exist_ok=True)

DEBUG = flag("DEBUG")
FOREWORD_DEMO = flag("DEMO")
"""The demo library: one click signs in as each role. Never on a real library's server."""

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

FOREWORD_LIBRARY_NAME = {
    "en": text("LIBRARY_NAME", "Lakeside University Library"),
    "zh-hans": text("LIBRARY_NAME_ZH", "湖畔大学图书馆"),
}
FOREWORD_PUBLIC_URL = text("PUBLIC_URL", "http://127.0.0.1:8000")
# Each once, the one for every keystroke first.
FOREWORD_ENCODERS = tuple(
    dict.fromkeys([text("ENCODER_KEYSTROKE", "use"), *text("ENCODER_SUBMIT", "minilm,e5").split(",")])
)
FOREWORD_VECTORS = text("VECTORS", "file")
FOREWORD_REDIS_URL = text("REDIS_URL")
FOREWORD_JOB_THREADS = int(text("JOB_THREADS", "2"))
FOREWORD_BOARD_HOURS = float(text("BOARD_HOURS", "24"))
FOREWORD_CONNECTIONS_PER_ADDRESS = int(text("CONNECTIONS_PER_ADDRESS", "500"))
"""A campus may share one address: raise it there. A proxy on this machine is not limited."""


def _secret_key() -> str:
    """From the environment, else made once and kept in the home folder, readable by its owner only."""
    if given := text("SECRET_KEY"):
        return given
    path = FOREWORD_HOME / "secret_key"
    if not path.exists():
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process made it first
    return path.read_text()


SECRET_KEY = _secret_key()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "WARNING")},
    # Request lines would hold what readers search for: paths only, and only errors (trust.md 14.2.1).
    # And what goes out: some vendors want their key in the address.
    "loggers": {
        "django.server": {"level": "ERROR"},
        "uvicorn.access": {"level": "CRITICAL"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
