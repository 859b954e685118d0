"""Bytes of a mail as text. Labels lie: gb2312 holds GB18030, iso-8859-1 holds UTF-8 or GBK, us-ascii holds anything."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from charset_normalizer import from_bytes

ALIASES: Final = {
    **dict.fromkeys(["gb2312", "gbk", "cp936", "x-gbk", "gb_2312-80", "gb18030-2000", "gb-2312", "chinese"], "gb18030"),
    **dict.fromkeys(["big5", "big5-eten", "x-x-big5", "cp950"], "big5hkscs"),
    **dict.fromkeys(["ks_c_5601-1987", "ks_c_5601", "euc-kr", "ksc5601"], "cp949"),
    **dict.fromkeys(["shift_jis", "shift-jis", "x-sjis"], "cp932"),
    **dict.fromkeys(["iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii", "ansi_x3.4-1968"], "cp1252"),
    **dict.fromkeys(["unicode-1-1-utf-8", "utf8", "utf8mb4"], "utf-8"),
}
"""What a label usually means: the larger set of which it names a part."""
_NOT_TEXT: Final = frozenset(["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"])
_GB_PAIRS: Final = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe])+")
"""Hanzi of GB2312: both bytes high. Accented Latin letters rarely stand side by side."""
_SAMPLE: Final = 20_000


def decode(content: bytes, label: str = "") -> str:
    """The text that these bytes most probably are. Never raises; what no charset explains becomes U+FFFD."""
    if content.isascii() and not label.lower().startswith(("iso-2022", "utf-7", "utf-16", "hz")):
        return content.decode("ascii")
    for charset in _candidates(content, label):
        try:
            return content.decode(charset)
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode(_known(label) or "utf-8", "replace")


def _candidates(content: bytes, label: str) -> Iterator[str]:
    """The likeliest first. Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever a Latin label says."""
    stated = _known(label)
    if stated and stated != "cp1252":
        yield stated
        if stated == "gb18030" and _nearly(content, stated):
            return
    yield "utf-8"
    if _looks_chinese(content):
        yield "gb18030"
    if stated == "cp1252":
        yield stated
    yield "gb18030"
    if guess := from_bytes(content[:_SAMPLE]).best():
        yield guess.encoding


def _known(label: str) -> str:
    """The codec for a label, "" for what is not a text encoding or would cost too much."""
    name = label.strip().strip("'\"").lower()
    name = ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.replace("-", "_") in _NOT_TEXT or not found._is_text_encoding else name  # noqa: SLF001


def _nearly(content: bytes, charset: str) -> bool:
    """A few broken bytes (a cut at the end, a stray byte) in a text that is otherwise what it says."""
    text = content.decode(charset, "replace")
    return text.count("\ufffd") <= max(1, len(text) // 200)


def _looks_chinese(content: bytes) -> bool:
    high = sum(byte > 0x7F for byte in content)
    paired = sum(len(found) for found in _GB_PAIRS.findall(content))
    return high >= 4 and paired >= high * 0.8
