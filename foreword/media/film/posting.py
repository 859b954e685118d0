"""What goes with a film to each place: a title and a caption with tags, within that place's limits.

Douyin's 1000 signs with the topics are its interface's (`video/create`). The other figures are customary and could not
be confirmed here: a place that takes less says so when one uploads. All are counted in signs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit


@dataclass(frozen=True, slots=True)
class Limits:
    """`title` 0: the place knows none. `closed`: a tag is `#so#`, else `#so`."""

    title: int
    text: int
    tags: int
    closed: bool = False


LIMITS: Final = {
    "douyin": Limits(30, 1000, 5),
    "kuaishou": Limits(0, 500, 4),
    "channels": Limits(16, 1000, 10),
    "xiaohongshu": Limits(20, 1000, 10, closed=True),
    "bilibili": Limits(80, 2000, 10),
    "youtube": Limits(100, 5000, 10),
}


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.title}\n\n{self.text}\n" if self.title else f"{self.text}\n"


def words_for(place: str, manuscript: Manuscript, tags: Sequence[str]) -> Words:
    """The tags stay whole; what has to be shortened is the text before them."""
    limits = LIMITS[place]
    title = fit(manuscript.title, limits.title, len) if limits.title else ""
    tail = " ".join(_tag(tag, closed=limits.closed) for tag in tags[: limits.tags] if _plain(tag))
    body = manuscript.summary if title else f"{manuscript.title}。{manuscript.summary}"
    if not title and not manuscript.is_chinese:
        body = f"{manuscript.title}. {manuscript.summary}"
    room = limits.text - len(tail) - len(manuscript.url) - 4
    return Words(title, "\n".join(part for part in (fit(body, room, len), manuscript.url, tail) if part))


def tags_of(manuscript: Manuscript, subjects: Sequence[str]) -> list[str]:
    named = [manuscript.library, manuscript.topic, *subjects, manuscript.kind]
    return list(dict.fromkeys(tag for tag in map(_plain, named) if tag))


def _tag(tag: str, *, closed: bool) -> str:
    return f"#{_plain(tag)}#" if closed else f"#{_plain(tag)}"


def _plain(tag: str) -> str:
    """Letters and digits alone: any other sign ends a tag."""
    return "".join(sign for sign in tag if sign.isalnum())
