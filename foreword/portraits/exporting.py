"""The export as a page to read: only what holds something, in the words of the tables."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    purpose: str
    columns: list[str]
    rows: list[list[Any]]


def readable(export: dict[str, Any]) -> list[Table]:
    return [_table(name, table) for name, table in export["tables"].items() if table["rows"]]


def _table(name: str, table: dict[str, Any]) -> Table:
    model, rows = apps.get_model(name), table["rows"]
    used = [column for column in rows[0] if any(row[column] not in ("", None, [], {}) for row in rows)]
    columns = [capfirst(str(getattr(model._meta.get_field(column), "verbose_name", column))) for column in used]
    title = capfirst(str(model._meta.verbose_name_plural))
    return Table(title, table["purpose"], columns, [[_shown(row[column]) for column in used] for row in rows])


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
