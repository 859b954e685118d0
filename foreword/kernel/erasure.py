"""Giving a person all that is held about them, and forgetting them: both made from the privacy register.

Since every table is in the register, neither can miss one. An erased person leaves a keyed hash, kept in the database
and beside it, so that a backup from before is erased again when it is restored (trust.md P8).
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac

from foreword.kernel.blanking import blank
from foreword.kernel.clock import now
from foreword.kernel.events import PersonErased, RowsErased
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.models import AuditEntry, Job, OutboxEvent, Tombstone
from foreword.kernel.outbox import publish
from foreword.kernel.privacy import Erase, Record, register

Rows = models.QuerySet[models.Model]


class PersonLike(Protocol):
    pk: Any
    pid: str


def held(record: Record, person: PersonLike) -> Rows:
    """The rows of one table that are about this person."""
    lookup, _, attribute = record.subject.partition("=")
    rows = record.cls._default_manager.all()  # noqa: SLF001 - Django's own name for it
    if not record.subject:
        return rows.none()
    value = getattr(person, attribute or "pk")
    return rows.filter(**{lookup: value}) if value else rows.none()


def export_person(person: PersonLike) -> dict[str, Any]:
    """All that is held about a person, table by table with its purpose, ready for JSON."""
    tables = {
        record.model: {
            "purpose": record.purpose,
            "kept_days": record.retention.days if record.retention is not None else None,
            "rows": [_exported(row, record) for row in _given_out(record, person)],
        }
        for record in register()
        if record.subject
    }
    whole = {"person": person.pid, "made_at": now(), "tables": tables}
    return cast("dict[str, Any]", json.loads(json.dumps(whole, cls=DjangoJSONEncoder)))


def _given_out(record: Record, person: PersonLike) -> Rows:
    rows = held(record, person)
    return rows.exclude(**record.withheld) if record.withheld else rows


def _exported(row: models.Model, record: Record) -> dict[str, Any]:
    return {name: _readable(row, name) for name in record.about_person()}


def _readable(row: models.Model, name: str) -> Any:
    """A value as its owner can read it: another row by its public id, never by its number."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return [str(each) for each in getattr(row, name).all()]
    value = getattr(row, name)
    if isinstance(value, models.Model):
        return getattr(value, "pid", str(value))
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value) if isinstance(value, File) else value


def erase_person(person: PersonLike, *, by: str = "") -> None:
    """Forget a person: each table by its rule, the account last. What stays is a hash and a line in the audit trail."""
    pid = person.pid
    with transaction.atomic():
        # Found first, erased after: emptying a question would hide which messages hang on it.
        found = [(record, list(held(record, person).values_list("pk", flat=True))) for record in _erasable()]
        indexed = _indexed(found)
        for record, keys in found:
            _erase_rows(record, keys)
        _end_sessions(person)
        get_user_model()._default_manager.filter(pk=person.pk).delete()  # noqa: SLF001
        _forget_traffic(pid)
        Tombstone.objects.get_or_create(subject=tombstone(pid))
        AuditEntry.write(actor=by, action="people.erased", target=f"kernel.tombstone:{tombstone(pid)[:16]}")
        for kind, shown in indexed.items():
            publish(RowsErased(kind=kind, keys=sorted(shown)))
        publish(PersonErased())
        transaction.on_commit(lambda: _note_beside([tombstone(pid)]))
        add_job("foreword.kernel.tasks.clear_traces")


def tombstone(pid: str) -> str:
    return salted_hmac("foreword.kernel.tombstone", pid, algorithm="sha256").hexdigest()


def reapply_tombstones() -> int:
    """Erase again whoever came back with an old backup; how many did. Cheap when nobody was ever erased."""
    known = set(Tombstone.objects.values_list("subject", flat=True)) | set(_read_beside())
    if not known:
        return 0
    _note_beside(sorted(known - set(_read_beside())))
    people = get_user_model()._default_manager.all()  # noqa: SLF001
    back = [person for person in people.only("pk", "pid").iterator() if tombstone(person.pid) in known]
    for person in back:
        erase_person(people.get(pk=person.pk))
    return len(back)


def _erasable() -> list[Record]:
    """Every table with a person in it, the account itself aside: it goes last."""
    account = get_user_model()._meta.label_lower
    return [
        record
        for record in register()
        if record.subject and record.erase is not Erase.KEEP and record.model.lower() != account
    ]


def _erase_rows(record: Record, keys: list[Any]) -> None:
    rows = record.cls._default_manager.filter(pk__in=keys)  # noqa: SLF001
    if record.erase is Erase.BLANK:
        blank(rows, record)
    else:
        rows.delete()


def _indexed(found: Iterable[tuple[Record, list[Any]]]) -> dict[str, set[str]]:
    """By kind, the keys of what the search index holds of these rows."""
    keys: dict[str, set[str]] = defaultdict(set)
    for record, rows in found:
        kind, _, lookup = record.index.partition("=")
        if kind and rows:
            manager = record.cls._default_manager  # noqa: SLF001
            keys[kind] |= {str(key) for key in manager.filter(pk__in=rows).values_list(lookup, flat=True)}
    return keys


def _end_sessions(person: PersonLike) -> None:
    mine = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()


def _forget_traffic(pid: str) -> None:
    """Events and jobs that name the person: what they were about is gone."""
    for model, name in ((OutboxEvent, "payload"), (Job, "args"), (Job, "kwargs")):
        rows = cast("Rows", model._default_manager.annotate(as_text=Cast(name, models.TextField())))  # noqa: SLF001
        rows.filter(as_text__contains=f'"{pid}"').delete()


def _beside() -> Path:
    return Path(settings.FOREWORD_HOME) / "tombstones.txt"


def _read_beside() -> list[str]:
    return _beside().read_text().split() if _beside().exists() else []


def _note_beside(subjects: Iterable[str]) -> None:
    """Beside the database, because a restored database does not know whom it should have forgotten."""
    lines = "".join(f"{subject}\n" for subject in subjects)
    if lines:
        with _beside().open("a") as file:
            file.write(lines)
