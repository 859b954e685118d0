"""Which encoding the bytes of a MARC record really are in: leaders lie, above all about GB18030."""

import re
import unicodedata
from collections.abc import Callable

from pymarc.marc8 import marc8_to_unicode

Decoder = Callable[[bytes], str]

_TWO_BYTES = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
# Rows B0 to F7 of GB 2312: characters that people write. Diacritics of MARC-8 before a letter never fall there.
_COMMON = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")
FEW_FAULTS = 0.2


def decoder(raw: bytes) -> Decoder:
    """The function that reads every field of this record; it never fails, and marks what it cannot read."""
    if b"\x1b" in raw:
        return _marc8
    if raw.isascii() or _is(raw, "utf-8"):
        return _utf8
    if _looks_like_gb(raw):
        return _gb
    return _utf8 if _nearly_utf8(raw) else _marc8


def _utf8(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("utf-8", "replace"))


def _gb(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("gb18030", "replace"))


def _marc8(data: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", marc8_to_unicode(data, hide_utf8_warnings=True))
    except (ValueError, IndexError, KeyError, UnicodeError):
        return _utf8(data)


def _is(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _looks_like_gb(raw: bytes) -> bool:
    pairs = len(_TWO_BYTES.findall(raw))
    return pairs > 0 and _is(raw, "gb18030") and len(_COMMON.findall(raw)) * 2 >= pairs


def _nearly_utf8(raw: bytes) -> bool:
    """One cut character in an otherwise good record."""
    foreign = sum(byte > 127 for byte in raw)
    return raw.decode("utf-8", "replace").count("\ufffd") <= foreign * FEW_FAULTS
