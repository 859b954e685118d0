"""Loading the academic calendar."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from foreword.push.models import Season

FIELDS = ("name_en", "name_zh", "line_en", "line_zh", "ends_on", "audience", "topics")


@transaction.atomic
def load_seasons(rows: Iterable[Mapping[str, Any]]) -> int:
    """Create or correct seasons from rows of {key, starts_on, ends_on, name_en, name_zh, ...}; how many there were."""
    count = 0
    for row in rows:
        fields = {name: row[name] for name in FIELDS if name in row}
        Season.objects.update_or_create(key=row["key"], starts_on=row["starts_on"], defaults=fields)
        count += 1
    return count
