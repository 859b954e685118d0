"""MARC files, record by record: ISO 2709 and MARCXML. One bad record is one refusal, and the next one is read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as ET

from pymarc import Field, Indicators, Leader, Record, Subfield

from foreword.collection.marc_encoding import Decoder, decoder
from foreword.kernel.importing import CannotRead, Read, Refused

BLOCK = 1 << 16
LONGEST_RECORD = 2 << 20
END_OF_RECORD, END_OF_FIELD, DELIMITER = b"\x1d", b"\x1e", b"\x1f"

Slices = list[tuple[str, bytes]]

_XML_RECORD = re.compile(rb"<(\w+:)?record[\s>].*?</\1?record\s*>", re.DOTALL)
_PREFIX = re.compile(r"(</?)\w+:")
_FOREIGN_ATTRIBUTE = re.compile(r"\s\w+:\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def read_records(path: Path) -> Iterator[Read[Record]]:
    with path.open("rb") as file:
        start = file.read(BLOCK)
        file.seek(0)
        if start.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<") or b"<\x00" in start[:8]:
            yield from _xml(file, start)
        elif END_OF_RECORD in start or start[:5].isdigit():
            yield from _iso2709(file)
        else:
            raise CannotRead("This is neither ISO 2709 nor MARCXML.")


def _iso2709(file: BinaryIO) -> Iterator[Read[Record]]:
    for number, (chunk, at) in enumerate(_cut(file, END_OF_RECORD), start=1):
        yield Read(_parsed(chunk, number), at)


def _cut(file: BinaryIO, mark: bytes) -> Iterator[tuple[bytes, int]]:
    """Pieces that end with `mark`. Lengths in leaders are not trusted: a wrong one would lose the rest of the file."""
    rest, at = b"", 0
    while block := file.read(BLOCK):
        *whole, rest = (rest + block).split(mark)
        for piece in whole:
            at += len(piece) + 1
            if piece.strip():
                yield piece.lstrip(b"\r\n\t \xef\xbb\xbf") + mark, at
        if len(rest) > LONGEST_RECORD:
            raise CannotRead("A record has no end; the file is not ISO 2709.")
    if rest.strip(b"\r\n\t \x1a\x00"):
        yield rest, at + len(rest)


def _parsed(chunk: bytes, number: int) -> Record | Refused:
    where = f"record {number}"
    if not chunk.endswith(END_OF_RECORD):
        return Refused(where, "cut off: the file ends inside it")
    if len(chunk) < 26 or not chunk[:24].isascii():
        return Refused(where, "its leader cannot be read")
    fields = _by_directory(chunk) or _by_order(chunk)
    if not fields:
        return Refused(where, "its directory cannot be read")
    record, decode = Record(), decoder(chunk)
    record.leader = Leader(chunk[:24].decode("ascii"))
    for tag, data in fields:
        record.add_field(_field(tag, data, decode))
    return record


def _by_directory(chunk: bytes) -> Slices:
    """The fields where the directory says they are; nothing if what is found there is not one field each."""
    head, _, _ = chunk.partition(END_OF_FIELD)
    base, found = len(head) + 1, list[tuple[str, bytes]]()
    for at in range(24, len(head), 12):
        entry = head[at : at + 12]
        if len(entry) < 12 or not entry[3:].isdigit():
            return []
        start = base + int(entry[7:12])
        data = chunk[start : start + int(entry[3:7])]
        if data.count(END_OF_FIELD) != 1 or not data.endswith(END_OF_FIELD):
            return []
        found.append((entry[:3].decode("ascii", "replace"), data[:-1]))
    return found


def _by_order(chunk: bytes) -> Slices:
    """For directories whose lengths count characters instead of bytes: fields stand in the order of the directory."""
    head, *fields = chunk[:-1].split(END_OF_FIELD)
    tags = [head[at : at + 3].decode("ascii", "replace") for at in range(24, len(head), 12)]
    if not tags or len([field for field in fields if field]) < len(tags):
        return []
    return list(zip(tags, fields, strict=False))


def _field(tag: str, data: bytes, decode: Decoder) -> Field:
    data = data.replace(b"\x00", b"")  # some systems pad with it, and PostgreSQL cannot hold it
    if DELIMITER not in data:
        return Field(tag=tag, data=decode(data))
    marks, *parts = data.split(DELIMITER)
    indicators = marks.decode("ascii", "replace") + "  "
    subfields = [Subfield(part[:1].decode("ascii", "replace"), decode(part[1:])) for part in parts if part]
    return Field(tag=tag, indicators=Indicators(indicators[0], indicators[1]), subfields=subfields)


def _xml(file: BinaryIO, start: bytes) -> Iterator[Read[Record]]:
    encoding = _xml_encoding(start)
    rest, at, number = b"", 0, 0
    while block := file.read(BLOCK):
        rest += block.decode(encoding, "replace").encode() if encoding != "utf-8" else block
        at += len(block)
        end = 0
        for match in _XML_RECORD.finditer(rest):
            number += 1
            end = match.end()
            yield Read(_from_xml(match[0].decode("utf-8", "replace"), number), at)
        rest = rest[end:]
        if len(rest) > LONGEST_RECORD:
            raise CannotRead("A record has no end; the file is not MARCXML.")
    if re.search(rb"<(?:\w+:)?record[\s>]", rest):
        yield Read(Refused(f"record {number + 1}", "cut off: the file ends inside it"), at)
    elif not number:
        raise CannotRead("There is no MARCXML record in this file.")


def _xml_encoding(start: bytes) -> str:
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise CannotRead("This MARCXML is in UTF-16. Save it as UTF-8.")
    said = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w-]+)", start.removeprefix(b"\xef\xbb\xbf"))
    name = said[1].decode().lower() if said else "utf-8"
    return "gb18030" if name in {"gb2312", "gbk", "gb18030"} else "utf-8"


def _from_xml(text: str, number: int) -> Record | Refused:
    """A record as XML of its own; name spaces are left aside, because half of the files have none or a wrong one."""
    try:
        root = ET.fromstring(_FOREIGN_ATTRIBUTE.sub("", _PREFIX.sub(r"\1", text)))  # noqa: S314 - no DTD can stand in a record
    except ET.ParseError as error:
        return Refused(f"record {number}", f"not well-formed XML ({error})")
    record = Record()
    for node in root:
        name = node.tag.rsplit("}", 1)[-1]
        if name == "leader":
            record.leader = Leader(((node.text or "") + " " * 24)[:24])
        elif name == "controlfield":
            record.add_field(Field(tag=node.get("tag", ""), data=node.text or ""))
        elif name == "datafield":
            marks = Indicators(node.get("ind1", " "), node.get("ind2", " "))
            parts = [Subfield(part.get("code", ""), part.text or "") for part in node]
            record.add_field(Field(tag=node.get("tag", ""), indicators=marks, subfields=parts))
    return record
