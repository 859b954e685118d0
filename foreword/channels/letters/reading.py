"""From the bytes of a mail to a `Letter`. Total: what cannot be read comes back as `UNREADABLE`, not as an error.

The standard parser raises on four of a hundred damaged mails (trust.md, finding 11), so it works behind a fence; and a
mail of thousands of nested parts, which would hold a core for minutes, is not given to it at all.
"""

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from foreword.channels.letters.automatic import sort_of
from foreword.channels.letters.charsets import decode
from foreword.channels.letters.headers import addresses, header, message_ids
from foreword.channels.letters.letter import Letter, Sort
from foreword.channels.letters.parts import attached, words_of
from foreword.channels.letters.reports import report_of

MOST_BOUNDARIES: Final = 200
_FROM: Final = re.compile(rb"^from:[^\n]*?([^\s<>()\",;:]{1,64}@[^\s<>()\",;:@]{1,190})", re.IGNORECASE | re.MULTILINE)
_SUBJECT: Final = re.compile(rb"^subject:[ \t]*([^\r\n]{0,500})", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 65_536


def read_letter(raw: bytes, *, envelope_from: str | None = None) -> Letter:
    if len(re.findall(rb"boundary=", raw, re.IGNORECASE)) > MOST_BOUNDARIES:
        return _by_hand(raw)
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        return _read(message, envelope_from)
    except Exception:  # noqa: BLE001 - the fence: LookupError, IndexError, RecursionError and more have been seen
        return _by_hand(raw)


def _read(message: Message, envelope_from: str | None) -> Letter:
    name, sender = next(iter(addresses(message, "from")), ("", ""))
    sort = sort_of(message, sender=sender, envelope_from=envelope_from)
    text, whole = words_of(message, sender=sender)
    return Letter(
        sort=sort,
        sender=sender,
        sender_name=name[:120],
        recipients=tuple(
            dict.fromkeys(
                each for _name, each in addresses(message, "to", "cc", "delivered-to", "x-original-to", "envelope-to")
            )
        ),
        subject=header(message, "subject")[:300],
        message_id=next(iter(message_ids(message, "message-id")), ""),
        references=tuple([*message_ids(message, "references"), *message_ids(message, "in-reply-to")][-60:]),
        text=_sayable(text),
        whole=_sayable(whole),
        attachments=tuple(attached(message)),
        report=report_of(message) if sort is Sort.REPORT else None,
    )


def _by_hand(raw: bytes) -> Letter:
    """Who and what about, so far as that can be seen without reading the rest."""
    head = raw[:_HEAD]
    sender, subject = _FROM.search(head), _SUBJECT.search(head)
    return Letter(
        sort=Sort.UNREADABLE,
        sender=sender[1].decode("ascii", "ignore").lower() if sender else "",
        subject=_sayable(decode(subject[1])) if subject else "",
    )


def _sayable(text: str) -> str:
    """Without what no database holds, and no more than a person reads."""
    return re.sub(r"[\x00\ud800-\udfff]", "", text)[:200_000]
