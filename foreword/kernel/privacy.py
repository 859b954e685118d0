"""The register of fields: what each one holds about a person, why, for how long, and how it leaves.

Every field of every model of ours is described exactly once, in its room's `privacy.py`; a test fails for one that is
not (GDPR art. 30; NISO privacy principles 4 and 10). Export and erasure are made from this register, so a table that is
described can be neither forgotten nor half forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models


class Sort(StrEnum):
    NONE = "none"
    """Says nothing about a person."""
    PERSONAL = "personal"
    """Names, addresses, acts, choices."""
    SENSITIVE = "sensitive"
    """What could hurt if it were known; never leaves the room it was given in."""
    CONTENT = "content"
    """What a person wrote."""


class Erase(StrEnum):
    DELETE = "delete"
    """The row goes."""
    BLANK = "blank"
    """The row stays for others' sake; its personal, sensitive and content fields are emptied, its subject unset."""
    KEEP = "keep"
    """Kept by law or for safety: the audit trail."""


@dataclass(frozen=True)
class Record:
    """What one table holds.

    `subject` is the look-up from the table to the person ("" when it is about nobody); "to=email" looks for the
    person's `email` instead of their key, for tables that know people by something else. `since` is the date that
    `retention` counts from; where it is not named, the first date that is set when the row is made.
    """

    model: str
    purpose: str
    subject: str = ""
    erase: Erase = Erase.DELETE
    retention: timedelta | None = None
    fields: dict[str, Sort] = field(default_factory=dict)
    since: str = ""
    index: str = ""
    """"kind=lookup" of the search document that shows these rows, so that erasing them reaches the index."""
    withheld: Mapping[str, Any] = field(default_factory=dict)
    """Rows that hang on the person but are the staff's own, and are not given out; erased with the rest."""

    @property
    def cls(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def about_person(self) -> list[str]:
        return [name for name, sort in self.fields.items() if sort is not Sort.NONE]


_register: dict[str, Record] = {}


def describe(  # noqa: PLR0913 - a row of the register has many columns
    model: str,
    *,
    purpose: str,
    subject: str = "",
    erase: Erase = Erase.DELETE,
    retention: timedelta | None = None,
    since: str = "",
    index: str = "",
    withheld: Mapping[str, Any] | None = None,
    none: Iterable[str] = (),
    personal: Iterable[str] = (),
    sensitive: Iterable[str] = (),
    content: Iterable[str] = (),
) -> None:
    """Enter one model ("room.Model") in the register, each of its fields under exactly one sort."""
    groups = {Sort.NONE: none, Sort.PERSONAL: personal, Sort.SENSITIVE: sensitive, Sort.CONTENT: content}
    fields: dict[str, Sort] = {}
    for sort, names in groups.items():
        for name in names:
            if name in fields:
                raise ValueError(f"{model}.{name} is described twice")
            fields[name] = sort
    _register[model.lower()] = Record(model, purpose, subject, erase, retention, fields, since, index, withheld or {})


def register() -> list[Record]:
    return sorted(_register.values(), key=lambda record: record.model)


def undescribed(app_prefix: str = "foreword.") -> list[str]:
    """Every "room.Model.field" of ours that the register does not know, and every entry that names no field."""
    missing = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith(app_prefix):
            continue
        record = _register.get(model._meta.label_lower)
        known = set(record.fields) if record else set()
        local = {f.name for f in [*model._meta.local_fields, *model._meta.local_many_to_many]}
        missing += [f"{model._meta.label}.{name}" for name in sorted(local ^ known)]
    return missing
