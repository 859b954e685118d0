"""Forgetting by itself: once a day each table loses what is older than the register allows (trust.md P13)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction

from foreword.kernel.blanking import blank
from foreword.kernel.clock import now
from foreword.kernel.privacy import Erase, Record, register

BATCH: Final = 500
"""Short transactions: a sweep never keeps a reader waiting."""

Rows = models.QuerySet[models.Model]
Heir = Callable[[models.QuerySet[Any]], None]

_heirs: dict[str, Heir] = {}


def before_forgetting(model: str, heir: Heir) -> None:
    """Let `heir` see each batch of old rows in the transaction in which they go."""
    _heirs[model.lower()] = heir


def sweep(at: datetime | None = None) -> dict[str, int]:
    """Delete or empty what has outlived its purpose; how many rows of each table."""
    moment = at or now()
    swept = {record.model: _sweep(record, moment) for record in register() if record.retention is not None}
    return {model: count for model, count in swept.items() if count}


def date_of(record: Record) -> str:
    """The date that retention counts from: the named one, else the first that is set when the row is made."""
    if record.since:
        return record.since
    dates = [field for field in record.cls._meta.local_fields if isinstance(field, models.DateField)]
    return next((field.name for field in dates if field.default is now or getattr(field, "auto_now_add", False)), "")


def _sweep(record: Record, at: datetime) -> int:
    date = date_of(record)
    if record.erase is Erase.KEEP or not date or record.retention is None:
        return 0
    old = record.cls._default_manager.filter(**{f"{date}__lt": at - record.retention})  # noqa: SLF001
    if record.erase is Erase.BLANK:
        old = _not_yet_blank(old, record)
    count = 0
    while keys := list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _forget(record, record.cls._default_manager.filter(pk__in=keys))  # noqa: SLF001
        count += len(keys)
    return count


def _forget(record: Record, rows: Rows) -> None:
    heir = _heirs.get(record.model.lower())
    if heir is not None:
        heir(rows)
    if record.erase is Erase.BLANK:
        blank(rows, record)
    else:
        rows.delete()


def _not_yet_blank(rows: Rows, record: Record) -> Rows:
    """Rows that still say something, so that a sweep ends and an old row is not emptied every night."""
    says = models.Q()
    for name in record.about_person():
        field = record.cls._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField):
            says |= ~models.Q(**{name: ""})
        elif isinstance(field, models.ForeignKey) and field.null:
            says |= models.Q(**{f"{name}__isnull": False})
    return rows.filter(says) if says else rows.none()
