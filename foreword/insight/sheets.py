"""Tables for spreadsheet programs, which run what looks like a formula.

A cell that begins like one gets an apostrophe before it and is text from then on (CWE-1236). UTF-8 with its mark at the
beginning, without which such programs take Chinese for something else.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

Cell = str | int | float | None

MARK: Final = "\ufeff"
_RUNS: Final = tuple("=+-@\t\r\n＝＋－＠")
"""The last four are the first four as a Chinese keyboard has them."""


def sheet(rows: Iterable[Sequence[Cell]]) -> str:
    written = StringIO()
    table = csv.writer(written)
    for row in rows:
        table.writerow([harmless(cell) for cell in row])
    return MARK + written.getvalue()


def harmless(cell: Cell) -> Cell:
    """Text that no spreadsheet takes for a formula. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell
