"""What can be read: an entry, a product, a record, each as a page that can be cited."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote_plus

from django.conf import settings

from foreword.collection.models import Record
from foreword.kernel.clock import today


@dataclass(frozen=True, slots=True)
class Citation:
    """One line in one style."""

    style: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    record: Record
    title: str
    citations: tuple[Citation, ...]
    isbn: str


def record_page(pid: str) -> RecordPage:
    """Raises Record.DoesNotExist."""
    record = Record.objects.get(pid=pid)
    title = f"{record.title}: {record.subtitle}" if record.subtitle else record.title
    return RecordPage(record, title, record_citations(record, title), record.isbns[0] if record.isbns else "")


def record_citations(record: Record, title: str) -> tuple[Citation, ...]:
    """As GB/T 7714-2015 and APA 7 write a book. What the record does not say is left out, never guessed."""
    return (Citation("GB/T 7714", "gbt7714", _gbt(record, title)), Citation("APA", "apa", _apa(record, title)))


def _gbt(record: Record, title: str) -> str:
    names = [str(name) for name in record.authors[:3]]
    more = (", 等" if record.lang == "chi" else ", et al") if len(record.authors) > 3 else ""
    head = f"{', '.join(names)}{more}. " if names else ""
    edition = f" {record.edition}." if record.edition else ""
    where = ": ".join(part for part in (record.place, record.publisher) if part)
    tail = ", ".join(part for part in (where, str(record.year or "")) if part)
    return f"{head}{title}[M].{edition} {tail}.".replace("..", ".")


def _apa(record: Record, title: str) -> str:
    names = [str(name) for name in record.authors[:20]]
    head = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    year = f"({record.year})" if record.year else "(n.d.)"
    edition = f" ({record.edition})" if record.edition else ""
    publisher = f" {record.publisher}." if record.publisher else ""
    return f"{head + ' ' if head else ''}{year}. {title}{edition}.{publisher}"


def page_citation(title: str, path: str, *, lang: str, updated: date | None) -> str:
    """A page of this library as a source, with the day it was read."""
    names = settings.FOREWORD_LIBRARY_NAME
    library = names.get(lang, names["en"])
    stamp = updated.isoformat() if updated else today().isoformat()
    return f"{library}. {title}[EB/OL]. ({stamp})[{today().isoformat()}]. {settings.FOREWORD_PUBLIC_URL}{path}."


def find_url(record: Record) -> str:
    return quote_plus(record.isbns[0] if record.isbns else record.title)
