"""Attachments on their way to the storage: what is kept, under which name, and what is refused."""

import hashlib
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.crypto import salted_hmac

from foreword.channels.letters.letter import Part
from foreword.channels.models import Attachment, InboundMail, attachment_storage
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
        seal = salted_hmac("foreword.channels.attachment", f"{mail.pid}:{number}", algorithm="sha256").hexdigest()
        row.file.name = f"{seal[:2]}/{seal[2:42]}"
        if not attachment_storage().exists(row.file.name):
            attachment_storage().save(row.file.name, ContentFile(part.content))
    return row


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
