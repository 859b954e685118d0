"""Storing catalogue records: found again by source and control number, written only where they differ."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from foreword.collection.facts import Facts
from foreword.collection.models import Record
from foreword.kernel.clock import now
from foreword.kernel.importing import Tally
from foreword.search.actions import mark_changed

SAID = (
    "title", "subtitle", "authors", "edition", "publisher", "place", "year", "lang", "isbns", "issn", "clc",
    "call_number", "subjects", "summary", "alternate", "raw",
)  # fmt: skip
LIMITS = {name: length for name in SAID if (length := getattr(Record._meta.get_field(name), "max_length", None))}


@transaction.atomic
def store_records(*, facts: Iterable[Facts], source: str) -> Tally:
    """Store a batch in one short transaction. Of two records with one control number, the later one stands."""
    batch = {each.control_number: each.as_fields(LIMITS) for each in facts}
    known = {record.control_number: record for record in Record.objects.filter(source=source, control_number__in=batch)}
    new = [Record(source=source, **said) for number, said in batch.items() if number not in known]
    changed = [record for number, record in known.items() if _differs(record, batch[number])]
    Record.objects.bulk_create(new)
    Record.objects.bulk_update(changed, [*SAID, "updated_at"])
    for record in [*new, *changed]:
        mark_changed(kind="record", key=record.pid)
    return Tally(new=len(new), changed=len(changed), same=len(known) - len(changed))


def _differs(record: Record, said: dict[str, Any]) -> bool:
    """Bring the record up to what is said of it; whether that changed anything."""
    if all(getattr(record, name) == said[name] for name in SAID):
        return False
    for name in SAID:
        setattr(record, name, said[name])
    record.updated_at = now()
    return True
