"""Emptying a row that stays for others' sake: all that the register calls personal, sensitive or content."""

from typing import Any

from django.db import models

from foreword.kernel.ids import new_public_id
from foreword.kernel.privacy import Record

TEXTS = (models.CharField, models.TextField)


def blank(rows: models.QuerySet[models.Model], record: Record) -> int:
    """Empty every described field of these rows; how many rows. Dates that must be there stay: when is not who."""
    names = set(record.about_person()) | _own_subject(record)
    fields = [record.cls._meta.get_field(name) for name in sorted(names)]
    for field in fields:
        if field.many_to_many:
            for row in rows:
                getattr(row, field.name).clear()
    local = [field for field in fields if isinstance(field, models.Field) and not field.many_to_many]
    values = {field.name: _empty(field) for field in local if not _keeps(field)}
    alone = [field.name for field in local if field.unique and not field.null and isinstance(field, TEXTS)]
    for row in rows.only("pk") if alone else ():
        rows.filter(pk=row.pk).update(**{name: new_public_id() for name in alone})
    return rows.update(**values) if values else rows.count()


def _own_subject(record: Record) -> set[str]:
    """The column that names the person, where it is in this very table and may be empty."""
    name = record.subject.partition("=")[0].partition("__")[0]
    if not name or name == "pk":
        return set()
    field = record.cls._meta.get_field(name)
    return {name} if isinstance(field, models.ForeignKey) and field.null and "__" not in record.subject else set()


def _keeps(field: models.Field) -> bool:
    """What can be neither empty nor null: a date, a key to another row, a unique text (which gets a random one)."""
    if field.null:
        return False
    if isinstance(field, TEXTS):
        return field.unique
    return not (isinstance(field, models.JSONField | models.BooleanField) or field.has_default()) or isinstance(
        field, models.DateField
    )


def _empty(field: models.Field) -> Any:
    if field.null:
        return None
    if isinstance(field, TEXTS):
        return ""
    if isinstance(field, models.BooleanField):
        return False
    return field.get_default()
