"""A product as every medium takes it: plain values, read once from the page, so that a rendition is a pure function.

`lines` are the words of a piece for media without markup; `spoken` leaves out what nobody wants to hear.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.safestring import SafeString

from foreword.media.charts import said
from foreword.media.plain import lines_of
from foreword.media.tables import Table

SILENT: Final = re.compile(r"<(h[2-4]|table|pre)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    html: SafeString
    name = "text"

    @property
    def lines(self) -> list[str]:
        return lines_of(self.html)

    @property
    def spoken(self) -> list[str]:
        """Tables and headings are looked at, not listened to."""
        return lines_of(SILENT.sub("", self.html))


@dataclass(frozen=True, slots=True)
class Picture:
    """Sizes in pixels, `weight` in bytes, of the copy at `url`."""

    url: str
    alt: str
    caption: str
    width: int
    height: int
    weight: int
    name = "picture"

    @property
    def lines(self) -> list[str]:
        return [f"[{self.alt}]", *([self.caption] if self.caption else [])]

    @property
    def spoken(self) -> list[str]:
        return [self.caption] if self.caption else []


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    finding: str
    source: str
    table: Table
    svg: SafeString
    name = "chart"

    @property
    def lines(self) -> list[str]:
        heads = " | ".join([self.table.corner, *self.table.columns])
        rows = [" | ".join([row, *map(said, values)]) for row, values in self.table.rows]
        return [self.title, self.finding, heads, *rows, *([self.source] if self.source else [])]

    @property
    def body(self) -> list[tuple[str, list[str]]]:
        return [(row, [said(value) for value in values]) for row, values in self.table.rows]

    @property
    def spoken(self) -> list[str]:
        return [self.finding]


@dataclass(frozen=True, slots=True)
class Recording:
    """Audio or video. `seconds` is 0 where nobody knows; chapters are (second, title)."""

    name: str
    url: str
    mime: str
    weight: int
    title: str
    seconds: int
    transcript: str
    chapters: tuple[tuple[int, str], ...]

    @property
    def lines(self) -> list[str]:
        return [self.title, *self.transcript.splitlines()]

    @property
    def spoken(self) -> list[str]:
        return []


@dataclass(frozen=True, slots=True)
class Steps:
    title: str
    steps: tuple[tuple[str, str], ...]
    name = "steps"

    @property
    def lines(self) -> list[str]:
        steps = [f"{n}. {head}{': ' if more else ''}{more}" for n, (head, more) in enumerate(self.steps, start=1)]
        return [*([self.title] if self.title else []), *steps]

    @property
    def spoken(self) -> list[str]:
        return self.lines


@dataclass(frozen=True, slots=True)
class Answers:
    pairs: tuple[tuple[str, SafeString], ...]
    name = "answers"

    @property
    def lines(self) -> list[str]:
        return [line for question, answer in self.pairs for line in (question, *lines_of(answer))]

    @property
    def spoken(self) -> list[str]:
        return self.lines


@dataclass(frozen=True, slots=True)
class Citations:
    style: str
    works: tuple[str, ...]
    name = "citations"

    @property
    def lines(self) -> list[str]:
        return [f"[{number}] {work}" for number, work in enumerate(self.works, start=1)]

    @property
    def spoken(self) -> list[str]:
        return []


@dataclass(frozen=True, slots=True)
class Link:
    """A page elsewhere, or (with a weight in bytes) a file of ours."""

    url: str
    title: str
    note: str
    weight: int = 0
    name = "link"

    @property
    def lines(self) -> list[str]:
        return [f"{self.title} {self.url}", *([self.note] if self.note else [])]

    @property
    def spoken(self) -> list[str]:
        return [self.note] if self.note else []


@dataclass(frozen=True, slots=True)
class Facts:
    """A contact or opening hours: (what, value) pairs; `href` where the value can be called or written to."""

    name: str
    title: str
    rows: tuple[tuple[str, str, str], ...]
    note: str = ""

    @property
    def lines(self) -> list[str]:
        return [
            self.title,
            *(f"{what}: {value}" for what, value, _href in self.rows),
            *([self.note] if self.note else []),
        ]

    @property
    def spoken(self) -> list[str]:
        return self.lines


Piece = Text | Picture | Chart | Recording | Steps | Answers | Citations | Link | Facts


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`url` is whole, with host; `library` is the publisher's name in `lang`."""

    pid: str
    key: str
    lang: str
    title: str
    summary: str
    kind: str
    topic: str
    url: str
    library: str
    minutes: int
    pieces: tuple[Piece, ...]
    published: datetime | None
    updated: datetime | None
    valid_until: str = ""
    """ISO date; empty: as long as it stands."""

    @property
    def lines(self) -> list[str]:
        return [line for piece in self.pieces for line in piece.lines if line]

    @property
    def spoken(self) -> list[str]:
        return [line for piece in self.pieces for line in piece.spoken if line]

    @property
    def picture(self) -> Picture | None:
        return next((piece for piece in self.pieces if isinstance(piece, Picture)), None)

    @property
    def audio(self) -> Recording | None:
        return next((piece for piece in self.pieces if isinstance(piece, Recording) and piece.name == "audio"), None)

    @property
    def is_chinese(self) -> bool:
        return self.lang.startswith("zh")
