"""Attachments on their way to the storage: what is kept, under which name, and what is refused."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db.models import Sum
from django.utils.crypto import salted_hmac

from foreword.channels.letters.letter import Part
from foreword.channels.models import Attachment, Conversation, InboundMail, attachment_storage
from foreword.channels.pictures import BrokenPicture, TooManyPixels, clean
from foreword.channels.sniffing import PICTURES, sniff, tells_place
from foreword.kernel.clock import ago

PROGRAMS: Final = frozenset(
    "ade adp app appx bat chm cmd com cpl dll dmg exe hta htc ins iso isp jar jnlp js jse lib lnk mde msc msi msp "  # noqa: SIM905
    "mst nsh pif ps1 reg scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll".split()
)
"""Endings that mail services refuse: double-clicked, they run."""
_MAGIC: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02",
)
MOST: Final = 50
MOST_SENT: Final = 5
"""With one message from a page."""
SENT_LARGEST: Final = 10_000_000
"""Bytes of one file from a page; five of them fit into one request."""
THREAD_LARGEST: Final = 200_000_000
"""Bytes that one conversation may hold, whoever sends them."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069/\\\\]")


class FileRefused(Exception):
    """A file from a page that is not taken; then none of its message is. `why`: many, large, full, kind,
    place or broken."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.why, self.name = why, name


def keep_sent(conversation: Conversation, client_id: str, files: Iterable[File[bytes]]) -> list[Attachment]:
    """Store what is sent from a page; rows for `accept_message` (not saved yet). The same message sent again finds its
    files there; what never becomes a message is forgotten after a day. Raises FileRefused."""
    files = _no_more_than_fit(files)
    others = Attachment.objects.filter(message__conversation=conversation).exclude(message__client_id=client_id)
    held = others.aggregate(all=Sum("size"))["all"] or 0
    if held + sum(file.size for file in files) > THREAD_LARGEST:
        raise FileRefused("full")
    parts = _taken_all(files)
    return _stored([_row_of(f"{conversation.pid}:{client_id}", n, part) for n, part in enumerate(parts)], parts)


def keep_first(key: str, files: Iterable[File[bytes]], *, count: Callable[[int], None]) -> list[Attachment]:
    """As `keep_sent`, for the first message of a conversation that is yet to be: `key` names the attempt to open it.
    `count` hears how many bytes will be stored that are not there yet; where it raises, nothing is."""
    what, parts = f"first:{key}", _taken_all(_no_more_than_fit(files))
    rows = [_row_of(what, number, part) for number, part in enumerate(parts)]
    count(sum(row.size for row in rows if not _is_stored(row)))
    return _stored(rows, parts)


def _no_more_than_fit(files: Iterable[File[bytes]]) -> list[File[bytes]]:
    files = [file for file in files if file.size]
    if len(files) > MOST_SENT:
        raise FileRefused("many")
    for file in files:
        if file.size > SENT_LARGEST:
            raise FileRefused("large", _plain(file.name))
    return files


def _taken_all(files: Iterable[File[bytes]]) -> list[Part]:
    return [_taken(_plain(file.name), file.read()) for file in files]


def _stored(rows: list[Attachment], parts: Sequence[Part]) -> list[Attachment]:
    for row, part in zip(rows, parts, strict=True):
        _store(row, part.content)
    return rows


def _plain(name: str | None) -> str:
    """The end is what says how a file opens, so that stays."""
    return _CONTROL.sub("", name or "").strip(" .")[-180:] or "file"


def _taken(name: str, content: bytes) -> Part:
    mime = sniff(content)
    if not mime or name.rpartition(".")[2].lower() in PROGRAMS:
        raise FileRefused("kind", name)
    if mime == "audio/mp4" and tells_place([content]):
        raise FileRefused("place", name)
    if mime in PICTURES:
        try:
            content = clean(content)
        except TooManyPixels:
            raise FileRefused("large", name) from None
        except BrokenPicture:
            raise FileRefused("broken", name) from None
    return Part(name, mime, content)


def _row_of(what: str, number: int, part: Part) -> Attachment:
    digest = hashlib.sha256(part.content).hexdigest()
    row = Attachment(name=part.name, mime=part.mime, size=len(part.content), sha256=digest)
    row.file.name = _place(f"{what}:{number}:{digest}")
    return row


def same_files(kept: Iterable[Attachment], sent: Sequence[Attachment]) -> bool:
    return sorted(row.sha256 for row in kept) == sorted(row.sha256 for row in sent)


def keep(mail: InboundMail, parts: tuple[Part, ...]) -> list[Attachment]:
    """Store what may be kept; rows (not saved yet) for all. The name is random to everybody but us, and the same when a
    worker that died is followed by another: so no file is left over."""
    return [_row(mail, number, part) for number, part in enumerate(parts[:MOST])]


def _row(mail: InboundMail, number: int, part: Part) -> Attachment:
    row = Attachment(
        name=part.name[:180],
        mime=part.mime[:100],
        size=len(part.content),
        sha256=hashlib.sha256(part.content).hexdigest(),
        refused=_refused(part),
    )
    if not row.refused:
        row.file.name = _place(f"{mail.pid}:{number}")
        _store(row, part.content)
    return row


def _place(what: str) -> str:
    """The name that belongs to `what`, whoever stores it and however often."""
    seal = salted_hmac("foreword.channels.attachment", what, algorithm="sha256").hexdigest()
    return f"{seal[:2]}/{seal[2:42]}"


def _is_stored(row: Attachment) -> bool:
    return attachment_storage().exists(str(row.file.name))


def _store(row: Attachment, content: bytes) -> None:
    if not _is_stored(row):
        attachment_storage().save(row.file.name, ContentFile(content))


def _refused(part: Part) -> str:
    if part.name.rpartition(".")[2].lower() in PROGRAMS or part.content.startswith(_MAGIC):
        return "type"
    return "size" if len(part.content) > settings.FOREWORD_ATTACHMENT_LARGEST else ""


def discard(rows: list[Attachment]) -> None:
    """The files of a mail that is set aside: its source has them all the same."""
    for row in rows:
        if row.file.name:
            attachment_storage().delete(row.file.name)


def forget_orphans() -> int:
    """Files older than a day that no row has (its erasure was cut short, say); how many."""
    folders, _files = _list("")
    names = [f"{folder}/{name}" for folder in folders for name in _list(folder)[1]]
    kept = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
    storage = attachment_storage()
    old = [name for name in names if name not in kept and storage.get_modified_time(name) < ago(days=1)]
    for name in old:
        storage.delete(name)
    return len(old)


def _list(folder: str) -> tuple[list[str], list[str]]:
    storage = attachment_storage()
    return storage.listdir(folder) if storage.exists(folder or ".") else ([], [])
