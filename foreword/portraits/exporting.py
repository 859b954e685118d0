"""The export as a page to read: only what holds something, in the words of the tables."""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, Promise] = {
    "channels.Message": _("Messages in your questions"),
    "channels.OutboundMail": _("Mails to you"),
    "community.Reply": _("Your replies in the community"),
    "community.Thread": _("Your questions in the community"),
    "desk.Evaluation": _("What you said of answers"),
    "desk.Exposure": _("What you had been shown when you asked"),
    "desk.Question": _("Your questions"),
    "desk.SearchRun": _("Searches made for your questions"),
    "desk.StaffReading": _("Librarians who opened your questions"),
    "kernel.AuditEntry": _("Who looked at what is yours"),
    "people.Consent": _("What you agreed to"),
    "people.Person": _("Your account"),
    "portraits.Need": _("What you may need next"),
    "portraits.Remnant": _("What older acts left: weights only"),
    "portraits.Signal": _("What you did here, where you let us look"),
    "portraits.Trait": _("Your portrait"),
    "push.Delivery": _("Answers given to you"),
}
"""Tables that readers have rows in. Another one goes by its own name."""

COLUMNS: dict[str, Promise] = {
    "at": _("when"),
    "comment": _("comment"),
    "confidence": _("how sure"),
    "consented_at": _("agreed to"),
    "contact": _("mail address"),
    "counter": _("what"),
    "dimension": _("kind of data"),
    "expires_at": _("until"),
    "given_at": _("given"),
    "key": _("what"),
    "kind": _("sort"),
    "outcome": _("your word"),
    "placed_at": _("looked at"),
    "pushed_at": _("given"),
    "reasons": _("reasons"),
    "received_at": _("came in"),
    "score": _("weight"),
    "text": _("text"),
    "title": _("title"),
    "topic": _("topic"),
    "value": _("value"),
    "withdrawn_at": _("taken back"),
}


MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(?:Z|\+00:00)")
ALWAYS_ME = frozenset(["person", "asker"])
"""Columns that say nothing but who the page belongs to."""


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
    told = [column for column in rows[0] if column not in ALWAYS_ME]
    used = [column for column in told if any(row[column] not in ("", None, [], {}) for row in rows)]
    columns = [_column(model, column) for column in used]
    title = TITLES.get(name, model._meta.verbose_name_plural)
    return Table(
        capfirst(str(title)), table["purpose"], columns, [[_shown(row[column]) for column in used] for row in rows]
    )


def _column(model: type[Model], name: str) -> str:
    """In the reader's words where we have them, else as the model calls it."""
    if name in COLUMNS:
        return capfirst(str(COLUMNS[name]))
    return capfirst(str(getattr(model._meta.get_field(name), "verbose_name", name)))


def _shown(value: Any) -> str:
    """A value as a person reads it: no braces, no fractions of a second. The JSON file has it whole."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(shown for each in value.values() if (shown := _shown(each)))
    if isinstance(value, float):
        return f"{value:.2f}"
    return MOMENT.sub(r"\1 \2", str(value))
