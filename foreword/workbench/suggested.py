"""How a suggested answer is shown: its sentences with the numbers of their sources, and each source around them."""

from dataclasses import dataclass
from typing import Any

from foreword.assist.drafting.choosing import Source
from foreword.assist.drafting.sentences import sentences
from foreword.desk.actions.suggesting import Suggestion
from foreword.search.sources import sources
from foreword.search.viewers import Viewer
from foreword.workbench.queries import KINDS

_AROUND = 24


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    lang: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    title: str
    url: str
    lang: str
    kind_label: str
    around: tuple[Piece, ...]
    """Its sentences, the quoted ones marked."""


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    state: str
    by_service: bool
    lines: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    refused: tuple[str, ...]


def suggestion_page(made: Suggestion) -> SuggestionPage:
    quoted = {part.text for part in made.parts}
    return SuggestionPage(
        state=made.state,
        by_service=made.by_service,
        lines=tuple(Line(part.text, part.lang, part.source + 1) for part in made.parts),
        sources=tuple(_source(number, source, quoted) for number, source in enumerate(made.sources, 1)),
        refused=made.refused,
    )


def _source(number: int, source: Source, quoted: set[str]) -> SourceLine:
    pieces = sentences(source.text or _text(source))[:_AROUND]
    kind: Any = KINDS.get(source.kind, source.kind)
    around = tuple(Piece(text, text in quoted) for text in pieces)
    return SourceLine(number, source.title, source.url, source.lang, str(kind), around if len(around) > 1 else ())


def _text(source: Source) -> str:
    """Anew, where a page brought the suggestion back without its sources' texts."""
    room = sources().get(source.kind)
    shown = room.present([source.key], viewer=Viewer.anonymous(), lang=source.lang).get(source.key) if room else None
    return shown.text() if shown and source.kind != "record" else ""
