"""`foreword import marc FILE`: MARC 21 or CNMARC, ISO 2709 or MARCXML, in the encodings that catalogues really have."""

from collections.abc import Iterator
from pathlib import Path

from pymarc import Record as Marc

from foreword.collection import cnmarc, marc21
from foreword.collection.actions import store_records
from foreword.collection.facts import Facts
from foreword.collection.marc_files import read_records
from foreword.kernel.importing import Read, Refused, Tally, import_rows


def run(path: Path, *, source: str = "", lang: str = "") -> Tally:  # noqa: ARG001 - every importer takes the same options
    name = source or "catalogue"

    def store(batch: list[Facts]) -> Tally:
        return store_records(facts=batch, source=name)

    return import_rows(path, _facts(path), store)


def _facts(path: Path) -> Iterator[Read[Facts]]:
    for number, read in enumerate(read_records(path), start=1):
        yield Read(read.row if isinstance(read.row, Refused) else facts_of(read.row, f"record {number}"), read.at)


def facts_of(marc: Marc, where: str) -> Facts | Refused:
    """The record in the words of its dialect, or why it cannot be used."""
    found = cnmarc.facts(marc) if cnmarc.is_cnmarc(marc) else marc21.facts(marc)
    return found if found.title else Refused(where, f"no title (control number {found.control_number})")
