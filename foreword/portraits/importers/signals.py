"""`foreword import signals FILE`: what other systems know readers did, as JSONL or CSV: loans, visits, course rosters,
searches and views of a discovery system. The fields are in docs/portraits.md.

A line that cannot be read is named with its reason. Whether a reader agreed is not told line by line: that is between
the reader and their portrait; only the number is.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console

from foreword.kernel.importing import Read, Refused, Tally, import_rows
from foreword.knowledge.importers.rows import read_rows
from foreword.people.models import Person, Topic
from foreword.portraits.actions.courses import CourseCopy, store_courses
from foreword.portraits.actions.intake import Given, Taken, take_in
from foreword.portraits.importers.lines import Known, Line
from foreword.portraits.models import Course

NOT_KEPT: Final = {
    "consent": "not kept: their readers have not agreed to it.",
    "sensitive": "not kept: on a topic that is never kept.",
    "crowd": "not kept: more in one hour or day than any reader does.",
}
"""What is known only when a batch is stored; dates are looked at line by line."""


class Desk:
    """Takes lines in batches, and remembers what was not kept and why."""

    def __init__(self) -> None:
        self.known = Known(
            readers={email.casefold(): pk for email, pk in Person.objects.values_list("email", "pk")},
            topics={name: each.key for each in Topic.objects.all() for name in (each.name_zh, each.name_en, each.key)},
            ends=dict(Course.objects.values_list("code", "ends_on")),
        )
        self.taken = Taken()

    def read(self, row: dict[str, object]) -> Given | CourseCopy | str:
        told = Line(row, self.known).read()
        if isinstance(told, CourseCopy):
            self.known.ends[told.code] = told.ends_on
        return told

    def store(self, batch: list[Given | CourseCopy]) -> Tally:
        tally = store_courses([each for each in batch if isinstance(each, CourseCopy)])
        taken = take_in([each for each in batch if isinstance(each, Given)])
        self.taken.add(taken)
        tally.add(Tally(new=taken.stored, same=taken.repeated, refused=taken.refused.total()))
        return tally


def run(path: Path, *, lang: str = "", source: str = "", console: Console | None = None) -> Tally:  # noqa: ARG001 - every importer takes the same options
    desk, screen = Desk(), console or Console()

    def rows() -> Iterator[Read[Given | CourseCopy]]:
        for where, at, row in read_rows(path, needed=("kind",)):
            told = row if isinstance(row, str) else desk.read(row)
            yield Read(Refused(where, told) if isinstance(told, str) else told, at)

    tally = import_rows(path, rows(), desk.store, console=screen)
    for reason, count in sorted(desk.taken.refused.items()):
        screen.print(f"{count} {NOT_KEPT.get(reason, reason)}", markup=False, highlight=False)
    return tally
