"""Chapters of a recording, one a line: `1:30 Title`, `1:02:00 Title`. Kept as (second, title), in order."""

import re
from typing import Final

from django.utils.translation import gettext as _

LINE: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\s+(\S.*)", re.ASCII)


class ChaptersUnreadable(ValueError):
    """In words for whoever wrote them."""


def read_chapters(text: str) -> list[tuple[int, str]]:
    """Raises ChaptersUnreadable, which says which line."""
    chapters: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LINE.fullmatch(line.strip())
        if not found:
            raise ChaptersUnreadable(_("Line %(line)s: write a time and a title, like 1:30 Title.") % {"line": number})
        second = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
        if chapters and second <= chapters[-1][0]:
            raise ChaptersUnreadable(_("Line %(line)s: a chapter begins after the one before it.") % {"line": number})
        chapters.append((second, found[4]))
    return chapters


def clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
