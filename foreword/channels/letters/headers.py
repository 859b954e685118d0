"""Headers as people read them: RFC 2047 words, RFC 2231 names, and the raw bytes that many programs put there."""

import base64
import binascii
import quopri
import re
from email.message import Message
from email.utils import getaddresses, unquote
from typing import Final
from urllib.parse import unquote_to_bytes

from foreword.channels.letters.charsets import decode

LONGEST: Final = 2000
_WORD: Final = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN: Final = re.compile(r"\s*\Z")
_ADDRESS: Final = re.compile(r"[^\s<>()\",;:\\\[\]]{1,64}@[^\s<>()\",;:\\\[\]@]{1,190}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")
_IDS: Final = re.compile(r"<[^<>\s]{3,900}>")


def header(message: Message, name: str) -> str:
    """The first header of this name, decoded, on one line; "" where there is none."""
    return next((_unfolded(_words(value))[:LONGEST] for value in raw_values(message, name)), "")


def raw_values(message: Message, *names: str) -> list[str]:
    """As they stand in the mail, bytes beyond ASCII read as text: `get` would have replaced them."""
    wanted = {name.lower() for name in names}
    return [_eight_bit(str(value)[: LONGEST * 8]) for name, value in message.raw_items() if name.lower() in wanted]


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """(name, address) of everyone in these headers; the addresses in lower case."""
    lines = raw_values(message, *names)
    try:
        found = getaddresses(lines)
    except Exception:  # noqa: BLE001 - the standard parser meets headers that it does not survive
        found = []
    known = [(_unfolded(_words(name)), address.lower()) for name, address in found if _ADDRESS.fullmatch(address)]
    return known or [("", each.lower()) for line in lines for each in _ADDRESS.findall(line)]


def message_ids(message: Message, *names: str) -> list[str]:
    """Every <id> in these headers, in order, each once."""
    found = [each for name in names for value in raw_values(message, name) for each in _IDS.findall(value)]
    return list(dict.fromkeys(_CONTROL.sub("", each.encode("ascii", "ignore").decode()) for each in found))


def file_name(part: Message) -> str:
    """The name a part goes by, however it is written; without folders and control characters."""
    for parameter, place in (("filename", "content-disposition"), ("name", "content-type")):
        for value in raw_values(part, place)[:1]:
            if name := safe_name(_named(parameter, place, value)):
                return name
    return ""


def _named(parameter: str, place: str, value: str) -> str:
    probe = Message()
    probe[place] = _words(value) if value.lstrip().startswith("=?") else value  # some encode the header as a whole
    try:
        found = probe.get_param(parameter, header=place)
    except Exception:  # noqa: BLE001 - a broken parameter is no name
        return ""
    return _parameter(found) if found else ""


def safe_name(name: str) -> str:
    name = re.split(r"[\\/]", _unfolded(name))[-1].strip(". ")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:12]}" if dot else name[:160]


def _parameter(found: str | tuple[str | None, str | None, str]) -> str:
    """RFC 2231 gives (charset, language, Latin-1 string of the bytes); everybody else writes what they like."""
    if isinstance(found, tuple):
        charset, _language, value = found
        return decode(value.encode("latin-1", "replace"), charset or "")
    value = _words(unquote(found))
    return decode(unquote_to_bytes(value)) if re.search(r"%[0-9A-F]{2}%[0-9A-F]{2}", value) else value


def _eight_bit(text: str) -> str:
    """Bytes beyond ASCII stand in a header as surrogates: back to bytes, and read as text."""
    if text.isascii():
        return text
    return decode(text.encode("utf-8", "surrogateescape"))


def _words(text: str) -> str:
    """Encoded words in a row are joined as bytes first: many programs cut a character in two."""
    pieces: list[str] = []
    run: tuple[str, bytes] | None = None
    end = 0
    for found in _WORD.finditer(text):
        charset, content = found[1].partition("*")[0].lower(), _word_bytes(found[2], found[3])
        between = text[end : found.start()]
        if run and _BETWEEN.match(between):
            joined = run[0] == charset
            pieces += [] if joined else [decode(run[1], run[0])]
            run = (charset, run[1] + content) if joined else (charset, content)
        else:
            pieces += [decode(run[1], run[0])] if run else []
            pieces.append(between)
            run = (charset, content)
        end = found.end()
    return "".join([*pieces, decode(run[1], run[0]) if run else "", text[end:]])


def _word_bytes(way: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if way in "qQ":
        return quopri.decodestring(raw.replace(b"_", b" "), header=False)
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


def _unfolded(text: str) -> str:
    return re.sub(r"\s+", " ", _CONTROL.sub(" ", text)).strip()
