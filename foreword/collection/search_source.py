"""Catalogue records as search sees them: title, other scripts, names and subjects in words; numbers as identifiers."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils import translation

from foreword.collection.models import Record
from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

AT_ONCE = 500


class RecordDocuments:
    kind = "record"

    def documents(self) -> Iterator[Document]:
        for record in Record.objects.order_by("pk").defer("raw").iterator(chunk_size=AT_ONCE):
            yield _document(record)

    def document(self, key: str) -> list[Document]:
        return [_document(record) for record in Record.objects.filter(pid=key).defer("raw")]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:  # noqa: ARG002 - a catalogue is public
        records = Record.objects.filter(pid__in=keys).defer("raw")
        with translation.override(lang):
            return {record.pid: _presented(record) for record in records}


def _document(record: Record) -> Document:
    identifiers = [*record.isbns, record.issn, record.call_number, record.clc]
    return Document(
        kind="record",
        key=record.pid,
        lang=record.iso_lang,
        access="public",
        title=record.full_title,
        body=". ".join([*record.authors, *record.subjects, record.summary, record.publisher]),
        variants=tuple(record.alternate),
        topics=(*record.subjects, record.clc) if record.clc else tuple(record.subjects),
        identifiers=tuple(each for each in identifiers if each),
        year=record.year,
    )


def _presented(record: Record) -> Presented:
    by = ", ".join(record.authors[:3])
    return Presented(
        title=record.full_title,
        url=reverse("portal:record", args=[record.pid]),
        snippet=" · ".join(part for part in (by, record.imprint, record.call_number) if part),
        lang=record.iso_lang,
        meta={"authors": record.authors, "year": record.year, "call_number": record.call_number, "clc": record.clc},
        text=partial(str, record.summary),
        clc=record.clc,
        year=record.year,
    )
