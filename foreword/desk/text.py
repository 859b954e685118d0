"""What people write, taken in: kept as written, but for what no eye can see and no database can hold."""

import re
from typing import Final

from foreword.desk.refusals import EmptyText, NotText, TextTooLong

MAX_LENGTH: Final = 20_000
_STRAY: Final = 0.02
"""A few control characters come with a paste from a PDF; more than one in fifty is not text."""

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ufe0f]+")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def accepted_text(text: str) -> str:
    """The text as it will be stored. Raises EmptyText, TextTooLong or NotText."""
    if len(text) > MAX_LENGTH * 2:
        raise TextTooLong
    if _NOT_TEXT.search(text):
        raise NotText
    text = re.sub(r"\r\n?|[\x0b\x0c]", "\n", text)
    stray = len(_CONTROL.findall(text))
    if stray > max(3, len(text) * _STRAY) or text.count("\ufffd") > max(3, len(text) * _STRAY):
        raise NotText
    text = _DIRECTION.sub("", _CONTROL.sub("", text)).strip()
    if not _INVISIBLE.sub("", text):
        raise EmptyText
    if len(text) > MAX_LENGTH:
        raise TextTooLong
    return text
