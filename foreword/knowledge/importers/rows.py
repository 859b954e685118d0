"""Reading rows from JSONL or CSV in whatever encoding an office wrote it: UTF-8, UTF-16, GB18030."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from foreword.kernel.importing import CannotRead

SAMPLE = 1 << 20
LARGEST_FIELD = 1 << 20

Row = tuple[str, int, dict[str, Any] | str]
"""Where it stands, how many bytes are read so far, and the row or why it cannot be read."""


def read_rows(path: Path, needed: tuple[str, ...] = ("question", "answer")) -> Iterator[Row]:
    """Every row of the file; of a table, the first line has to name at least the `needed` columns."""
    encoding = detect_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield from _csv_rows(file, needed) if _is_csv(path, encoding) else _json_rows(file)


def detect_encoding(path: Path) -> str:
    """By its mark, else the first of UTF-8 and GB18030 that reads the whole file without a fault."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if b"\x00" in start:
        return _unmarked_utf16(start)
    return next((name for name in ("utf-8", "gb18030") if _reads(path, name)), "utf-8")


def _unmarked_utf16(start: bytes) -> str:
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) // 2:
        raise CannotRead("This is not a text file.")
    return "utf-16-le" if odd > even else "utf-16-be"


def _reads(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(SAMPLE):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _is_csv(path: Path, encoding: str) -> bool:
    if path.suffix.lower() in {".csv", ".tsv"}:
        return True
    if path.suffix.lower() in {".jsonl", ".ndjson", ".json"}:
        return False
    with path.open(encoding=encoding, errors="replace") as file:
        return not file.read(200).lstrip().startswith(("{", "["))


def _json_rows(file: TextIO) -> Iterator[Row]:
    read = 0
    for number, line in enumerate(file, start=1):
        read += len(line.encode("utf-8", "replace"))
        if line.strip():
            yield f"line {number}", read, _json(line)


def _json(line: str) -> dict[str, Any] | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON"
    return row if isinstance(row, dict) else "not a JSON object"


def _csv_rows(file: TextIO, needed: tuple[str, ...]) -> Iterator[Row]:
    csv.field_size_limit(LARGEST_FIELD)
    head = file.read(4096)
    file.seek(0)
    first = head.splitlines()[0] if head else ""
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(file, delimiter=delimiter)
    columns = [name.strip().lower() for name in next(reader, [])]
    if not set(needed) <= set(columns):
        raise CannotRead(f"The first line must name the columns, among them {' and '.join(needed)}.")
    yield from _csv_lines(reader, columns)


def _csv_lines(reader: Any, columns: list[str]) -> Iterator[Row]:
    read = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"line {reader.line_num}", read, str(error)
            continue
        read += sum(len(cell.encode("utf-8", "replace")) + 1 for cell in cells)
        if any(cell.strip() for cell in cells):
            yield f"line {reader.line_num}", read, _cells(cells, columns)


def _cells(cells: list[str], columns: list[str]) -> dict[str, Any] | str:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        return f"{len(cells)} cells, but {len(columns)} columns"
    return dict(zip(columns, cells, strict=False))
