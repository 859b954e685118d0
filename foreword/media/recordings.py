"""Audio and video by their first bytes."""

from typing import Final

HEAD: Final = 64
"""Bytes that say what a recording is."""
_AUDIO_BRANDS: Final = (b"M4A ", b"M4B ")


def sniff_recording(head: bytes) -> str:
    """The media type, of those that browsers play; "" for all else."""
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:12] in _AUDIO_BRANDS else "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "video/webm"
    return ""
