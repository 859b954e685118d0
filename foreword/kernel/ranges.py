"""The part of a file that a player asks for (RFC 9110, 14.2): one range of bytes, of the file as it is now."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

ASKED: Final = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)
CHUNK: Final = 65_536


class NotInFile(ValueError):
    """What is asked for lies beyond the end."""


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for the whole file, which is also the answer to what we do not understand."""
    found = ASKED.fullmatch(asked.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
        if not int(found[2]):
            raise NotInFile
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return None
    if first >= size:
        raise NotInFile
    return first, last


def in_parts(
    request: HttpRequest, opened: Callable[[], IO[bytes]], size: int, *, tag: str, headers: Mapping[str, str]
) -> HttpResponseBase:
    """The file, or the part of it that is asked for; `tag` changes with its bytes. `headers` hold its Content-Type."""
    headers = {**headers, "Accept-Ranges": "bytes", "ETag": tag}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    # A player that has a part of an older file gets the whole new one.
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    try:
        span = span_of(asked, size)
    except NotInFile:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    first, last = span or (0, size - 1)
    response = StreamingHttpResponse(part_of(opened(), first, last), status=206 if span else 200, headers=headers)
    response["Content-Length"] = str(last - first + 1)
    if span:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def part_of(opened: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with opened as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
