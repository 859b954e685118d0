"""The ready-made occasions: drafts to start from, in both languages. A library takes those that it wants."""

import tomllib
from pathlib import Path
from typing import Any, Final

from foreword.people.models import Topic
from foreword.push.models import Occasion

FILE: Final = Path(__file__).with_name("shipped.toml")


def shipped() -> dict[str, dict[str, Any]]:
    """By key, with those of their topics that this library has."""
    known = set(Topic.objects.values_list("key", flat=True))
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["occasion"]
    return {row["key"]: {**row, "topics": [key for key in row.get("topics", []) if key in known]} for row in rows}


def left_to_take() -> list[dict[str, Any]]:
    taken = set(Occasion.objects.exclude(key="").values_list("key", flat=True))
    return [row for key, row in shipped().items() if key not in taken]
