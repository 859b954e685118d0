"""What a file is, by its own bytes: never by its name, nor by what its sender calls it."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Final

PICTURES: Final = ("image/jpeg", "image/png", "image/webp")
SOUNDS: Final = ("audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg", "audio/wav")
_OFFICE: Final = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN: Final = "application/vnd.oasis.opendocument."
_MACROS: Final = "vbaProject.bin"
_HEAD: Final = 4096
"""Bytes within which WebM and Ogg name what is in them."""
_OGG: Final = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_WEBM: Final = (b"A_OPUS", b"A_VORBIS")
_HANDLER: Final = re.compile(rb"hdlr.{8}(\w{4})", re.DOTALL)
_PLACES: Final = (b"\xa9xyz", b"com.apple.quicktime.location", b"loci")
"""Where MP4 and QuickTime keep the place: the names of their boxes and keys."""
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13}


def sniff(content: bytes) -> str:
    """The media type of a picture, sound, a PDF, an office file without macros or plain text; "" for all else."""
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
    return _sound(content) or ("text/plain" if _is_text(content) else "")


def tells_place(chunks: Iterable[bytes]) -> bool:
    """Also where a name is cut by the border of two chunks."""
    tail = b""
    for chunk in chunks:
        if any(place in tail + chunk for place in _PLACES):
            return True
        tail = chunk[-32:]
    return False


def _sound(content: bytes) -> str:
    """What holds a picture's track, too, is a film, and that is not taken."""
    head = content[:_HEAD]
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        return "audio/webm" if any(codec in head for codec in _WEBM) and b"V_" not in head else ""
    if head.startswith(b"OggS"):
        return "audio/ogg" if any(codec in head for codec in _OGG) and b"theora" not in head else ""
    if head[4:8] == b"ftyp":
        return "audio/mp4" if set(_HANDLER.findall(content)) & {b"soun", b"vide"} == {b"soun"} else ""
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    return "audio/mpeg" if head.startswith(b"ID3") or _is_mp3_frame(head) else ""


def _is_mp3_frame(head: bytes) -> bool:
    """Layer III, a bit rate and a sampling rate that there are; text of any charset does not begin so."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in {0, 15} and head[2] & 0x0C != 0x0C


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
