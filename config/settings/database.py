"""SQLite with full durability by default, PostgreSQL by FOREWORD_DATABASE_URL. Reasons: trust.md section 5, rule 9."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config.environment import text
from config.settings.base import FOREWORD_HOME


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "foreword.kernel.sqlite",
        "NAME": FOREWORD_HOME / "foreword.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


DATABASE_URL = text("DATABASE_URL")
DATABASES = {"default": _postgresql(DATABASE_URL) if DATABASE_URL else _sqlite()}
