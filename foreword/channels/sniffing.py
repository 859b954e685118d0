"""What a file is, by its own bytes: never by its name, nor by what its sender calls it."""

import io
import zipfile
from typing import Final

PICTURES: Final = ("image/jpeg", "image/png", "image/webp")
_OFFICE: Final = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN: Final = "application/vnd.oasis.opendocument."
_MACROS: Final = "vbaProject.bin"
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13}


def sniff(content: bytes) -> str:
    """The media type of a picture, a PDF, an office file without macros or plain text; "" for all else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return "text/plain" if _is_text(content) else ""


def _office(content: bytes) -> str:
    """By the names in its directory. Only the few bytes in which OpenDocument says its type are unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if any(name.endswith(_MACROS) for name in names):
                return ""
            if "[Content_Types].xml" in names:
                return next((mime for folder, mime in _OFFICE.items() if any(n.startswith(folder) for n in names)), "")
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                said = packed.read("mimetype").decode("ascii", "replace")
                return said if said.startswith(_OPEN) else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return ""
    return ""


def _is_text(content: bytes) -> bool:
    if not content or not _CONTROLS.isdisjoint(content):
        return False
    for charset in ("utf-8", "gb18030"):
        try:
            content.decode(charset)
        except UnicodeDecodeError:
            continue
        return True
    return False
