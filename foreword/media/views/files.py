"""The studio's files for readers: pictures, audio and video to look at and listen to, all else to take away."""

from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from foreword.media.ranges import NotInFile, part_of, span_of
from foreword.media.uploads import KINDS

FOLDERS: Final = ("images", "original_images", "documents")
SHOWN: Final = ("image/", "audio/", "video/")
SAFE: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
    "Cache-Control": "public, max-age=3600",
}


@require_safe
def studio_file(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _on_disk(path)
    state = file.stat()
    size, tag = state.st_size, f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    headers = {**SAFE, "ETag": tag, "Last-Modified": http_date(state.st_mtime)}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    try:
        span = span_of(request.headers.get("Range", ""), size) if _still(request, tag) else None
    except NotInFile:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    first, last = span or (0, size - 1)
    kind = KINDS.get(file.suffix.lower(), "application/octet-stream")
    response = StreamingHttpResponse(
        part_of(file, first, last), status=206 if span else 200, content_type=kind, headers=headers
    )
    response["Content-Length"] = str(last - first + 1)
    if span:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    if not kind.startswith(SHOWN):
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return response


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


def _still(request: HttpRequest, tag: str) -> bool:
    """A player that has a part of an older file gets the whole new one."""
    return request.headers.get("If-Range", tag) == tag
