"""What a page shows of a catalogue record."""

from dataclasses import dataclass

from foreword.collection import citation
from foreword.collection.models import Record


@dataclass(frozen=True, slots=True)
class RecordPage:
    pid: str
    title: str
    authors: tuple[str, ...]
    imprint: str
    edition: str
    lang: str
    isbns: tuple[str, ...]
    issn: str
    clc: str
    call_number: str
    subjects: tuple[str, ...]
    summary: str
    alternate: tuple[str, ...]
    gb_t_7714: str
    apa: str


def record_page(pid: str) -> RecordPage:
    """The record as a page. Raises `Record.DoesNotExist`."""
    record = Record.objects.defer("raw").get(pid=pid)
    return RecordPage(
        pid=record.pid,
        title=record.full_title,
        authors=tuple(record.authors),
        imprint=record.imprint,
        edition=record.edition,
        lang=record.iso_lang,
        isbns=tuple(record.isbns),
        issn=record.issn,
        clc=record.clc,
        call_number=record.call_number,
        subjects=tuple(record.subjects),
        summary=record.summary,
        alternate=tuple(record.alternate),
        gb_t_7714=citation.gb_t_7714(record),
        apa=citation.apa(record),
    )
