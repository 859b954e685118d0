"""The parts of a mail: which one holds the words, which are attached."""

from collections.abc import Iterator
from email.message import Message
from typing import Final

from foreword.channels.letters.charsets import decode
from foreword.channels.letters.headers import file_name, header, safe_name
from foreword.channels.letters.letter import Part
from foreword.channels.letters.markup import text_of_html
from foreword.channels.letters.quotes import written

MOST_PARTS: Final = 100
_REPORTS: Final = frozenset(["message/delivery-status", "message/disposition-notification", "text/rfc822-headers"])
_ENDINGS: Final = {"message/rfc822": "eml", "text/calendar": "ics", "text/html": "html", "text/plain": "txt"}


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a mail within the mail is one of them."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS * 4:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        else:
            yield part


def content_of(part: Message) -> bytes:
    """The bytes of one part, its transfer encoding undone as far as it can be."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(_source(each) for each in payload)
    try:
        found = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - a transfer encoding that is none
        found = None
    return found if isinstance(found, bytes) else str(payload or "").encode("utf-8", "surrogateescape")


def words_of(message: Message, *, sender: str) -> tuple[str, str]:
    """(what was written, the whole) of a mail's text, whatever it is written in."""
    plain, html = _texts(message)
    whole, new = plain.strip(), written(plain, sender=sender)
    if not html:
        return new, whole
    head, all_of_it = text_of_html(html)
    if not whole or _is_stub(whole):
        new, whole = written(head or all_of_it, sender=sender), all_of_it
    elif new == whole and head and head != all_of_it:
        new = written(head, sender=sender)  # the page says where the quotation begins, the plain text does not
    return new, whole


def attached(message: Message) -> list[Part]:
    """Everything that is not the text itself, pictures within the page included."""
    found: list[Part] = []
    texts = set(map(id, _text_parts(message)))
    for part in leaves(message):
        mime = part.get_content_type()
        if id(part) in texts or mime in _REPORTS or len(found) >= MOST_PARTS:
            continue
        if content := content_of(part):
            found.append(Part(_name(part, len(found) + 1), mime[:100], content))
    return found


def _texts(message: Message) -> tuple[str, str]:
    plain: list[str] = []
    html: list[str] = []
    for part in _text_parts(message):
        text = decode(content_of(part), _charset(part))
        (html if part.get_content_type() == "text/html" else plain).append(text.replace("\x00", ""))
    return "\n\n".join(plain), "\n".join(html)


def _text_parts(message: Message) -> list[Message]:
    found = [part for part in leaves(message) if part.get_content_type() in {"text/plain", "text/html"}]
    return [part for part in found if not _is_attached(part)]


def _is_attached(part: Message) -> bool:
    return header(part, "content-disposition").lower().startswith("attachment") or bool(file_name(part))


def _is_stub(text: str) -> bool:
    """What some programs put where the plain text should be."""
    return len(text) < 200 and "html" in text.lower() and "\n" not in text.strip()


def _charset(part: Message) -> str:
    try:
        found = part.get_param("charset")
    except Exception:  # noqa: BLE001 - a broken parameter is no charset
        return ""
    return str(found[2] if isinstance(found, tuple) else found or "")


def _name(part: Message, number: int) -> str:
    mime = part.get_content_type()
    if name := file_name(part):
        return name
    inner = part.get_payload()
    if mime == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return safe_name(f"{header(inner[0], 'subject')[:80] or number}.eml")
    return f"{number}.{_ENDINGS.get(mime) or safe_name(mime.rpartition('/')[2])[:12] or 'bin'}"


def _source(message: object) -> bytes:
    if not isinstance(message, Message):
        return str(message).encode("utf-8", "replace")
    try:
        return message.as_bytes()
    except Exception:  # noqa: BLE001 - the standard library cannot write all that it can read
        return str(message.get_payload()).encode("utf-8", "surrogateescape")
