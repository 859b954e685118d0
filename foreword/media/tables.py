"""A table as people paste it from a spreadsheet: the first row names the columns, the first column names the rows."""

import csv
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

MOST_ROWS: Final = 60
MOST_SERIES: Final = 6


class TableUnreadable(ValueError):
    """In words for whoever pasted it."""


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` without the first, which heads the names of the rows."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def largest(self) -> float:
        return max((value for _name, values in self.rows for value in values), default=0.0)

    @property
    def smallest(self) -> float:
        return min((value for _name, values in self.rows for value in values), default=0.0)


def read_table(text: str) -> Table:
    """Cells by tab, or by comma where no tab is. Raises TableUnreadable, which says where and why."""
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        cells = list(csv.reader(lines, delimiter="\t" if "\t" in text else ","))
    except csv.Error:  # a cell longer than any cell is
        cells = []
    if len(cells) < 2 or len(cells[0]) < 2:
        raise TableUnreadable(_("A table needs a row of names, and at least one row and one column of numbers."))
    if len(cells) - 1 > MOST_ROWS or len(cells[0]) - 1 > MOST_SERIES:
        raise TableUnreadable(
            _("A chart shows at most %(rows)s rows and %(series)s columns of numbers.")
            % {"rows": MOST_ROWS, "series": MOST_SERIES}
        )
    head = [cell.strip() for cell in cells[0]]
    rows = tuple(_row(number, row, len(head)) for number, row in enumerate(cells[1:], start=2))
    return Table(head[0], tuple(head[1:]), rows)


def _row(number: int, cells: list[str], width: int) -> tuple[str, tuple[float, ...]]:
    if len(cells) != width:
        raise TableUnreadable(
            _("Row %(row)s has %(found)s cells; the first row has %(wanted)s.")
            % {"row": number, "found": len(cells), "wanted": width}
        )
    return cells[0].strip(), tuple(_number(number, cell) for cell in cells[1:])


def _number(row: int, cell: str) -> float:
    text = cell.strip().replace(",", "").replace("\u2212", "-").rstrip("%")
    try:
        value = float(text)
    except ValueError:
        raise TableUnreadable(
            _("Row %(row)s: “%(cell)s” is not a number.") % {"row": row, "cell": cell.strip()}
        ) from None
    if not abs(value) < 1e15:
        raise TableUnreadable(_("Row %(row)s: “%(cell)s” is not a number.") % {"row": row, "cell": cell.strip()})
    return value
