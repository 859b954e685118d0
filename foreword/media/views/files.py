"""The studio's files for readers: pictures, audio and video to look at and listen to, all else to take away."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from foreword.kernel.ranges import in_parts
from foreword.media.uploads import KINDS

FOLDERS: Final = ("images", "original_images", "documents")
SHOWN: Final = ("image/", "audio/", "video/")
SAFE: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}
COLLEAGUES: Final = {**SAFE, "Cache-Control": "private, no-store"}
"""For what readers may not have: no proxy keeps it for them."""


@require_safe
def studio_file(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _on_disk(path)
    kind = KINDS.get(file.suffix.lower(), "application/octet-stream")
    response = hand_out(request, file, kind)
    if not kind.startswith(SHOWN):
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return response


def hand_out(request: HttpRequest, file: Path, kind: str, safe: Mapping[str, str] = SAFE) -> HttpResponseBase:
    """A file, or the part of it that is asked for, or the word that nothing has changed."""
    state = file.stat()
    headers = {**safe, "Content-Type": kind, "Last-Modified": http_date(state.st_mtime)}
    tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    return in_parts(request, lambda: file.open("rb"), state.st_size, tag=tag, headers=headers)


def _on_disk(path: str) -> Path:
    """Only files that the studio keeps for readers, and never above its folders."""
    storage = default_storage
    parts = PurePosixPath(path).parts
    if not isinstance(storage, FileSystemStorage) or parts[:1] not in [(name,) for name in FOLDERS] or ".." in parts:
        raise Http404
    try:
        file = Path(storage.path(path))
    except (SuspiciousFileOperation, ValueError):
        raise Http404 from None
    if not file.is_file():
        raise Http404
    return file
