"""Delivery reports: RFC 3464 where the server speaks it, else what it says in its own words."""

import re
from email.message import Message
from typing import Final

from foreword.channels.letters.charsets import decode
from foreword.channels.letters.headers import header, message_ids
from foreword.channels.letters.letter import Report
from foreword.channels.letters.parts import content_of, leaves

_FIELD: Final = re.compile(
    r"^(final-recipient|original-recipient|action|status|diagnostic-code)\s*:\s*(.*)$", re.IGNORECASE | re.MULTILINE
)
_ID: Final = re.compile(r"^\s*message-id\s*:\s*(<[^<>\s]{3,900}>)", re.IGNORECASE | re.MULTILINE)
_ANY_ID: Final = re.compile(r"<[^<>\s@]{1,400}@[^<>\s]{1,255}>")
_STATUS: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE: Final = re.compile(r"(?<!\d)([45])\d\d[ -]")
_ADDRESS: Final = re.compile(r"[^\s<>()\",;:]{1,64}@[^\s<>()\",;:@]{1,190}\.[^\s<>()\",;:@.]{2,24}")
_LATE: Final = re.compile(
    r"delay|still (?:trying|being retried)|will (?:be retried|retry)|延迟|仍在尝试", re.IGNORECASE
)
MOST: Final = 60_000


def report_of(message: Message) -> Report:
    """What the report says; a report that says too little is taken for a failure, so that somebody looks."""
    fields: dict[str, str] = {}
    texts: list[str] = []
    about: list[str] = []
    for part in leaves(message):
        kind = part.get_content_type()
        text = decode(content_of(part)[:MOST], "")
        if kind == "message/delivery-status":
            fields |= {name.lower(): value.strip() for name, value in _FIELD.findall(text)}
        elif kind in {"text/rfc822-headers", "message/rfc822"}:
            about += _ID.findall(text)
        elif kind.startswith("text/"):
            texts.append(text)
    words = "\n".join(texts)
    about += [*_ID.findall(words), *message_ids(message, "in-reply-to", "references"), *_ANY_ID.findall(words)]
    about += _x_failed(message)
    return Report(
        about=tuple(dict.fromkeys(about))[:50],
        recipient=_recipient(message, fields, words),
        failed=_failed(fields, words, header(message, "subject")),
        status=_status(fields, words),
        words=(fields.get("diagnostic-code", "").partition(";")[2].strip() or _first_words(words))[:400],
    )


def _x_failed(message: Message) -> list[str]:
    return message_ids(message, "x-original-message-id", "x-failed-message-id")


def _recipient(message: Message, fields: dict[str, str], words: str) -> str:
    stated = fields.get("final-recipient") or fields.get("original-recipient") or header(message, "x-failed-recipients")
    found = _ADDRESS.search(stated or "") or _ADDRESS.search(words)
    return found[0].lower() if found else ""


def _failed(fields: dict[str, str], words: str, subject: str) -> bool:
    action = fields.get("action", "").lower()
    if action:
        return action == "failed"
    if status := _status(fields, words):
        return status.startswith("5")
    return not _LATE.search(f"{subject}\n{words[:1000]}")


def _status(fields: dict[str, str], words: str) -> str:
    stated = _STATUS.search(fields.get("status", "")) or _STATUS.search(fields.get("diagnostic-code", ""))
    found = stated or _STATUS.search(words)
    if found:
        return found[1]
    code = _CODE.search(words)
    return f"{code[1]}.0.0" if code else ""


def _first_words(words: str) -> str:
    return " ".join(words.split())[:400]
