"""What a draft may be made of: public sources near to a question, in its reader's language where there is a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foreword.assist.drafting.choosing import Quoted, Rows, Source, choose, cut
from foreword.desk.models import Question
from foreword.search.confidence import MAY_ANSWER
from foreword.search.embedding import embed
from foreword.search.queries import Hit, search
from foreword.search.sources import sources
from foreword.search.viewers import Viewer

MOST: Final = 3
ENOUGH: Final = 0.35
_NEAR: Final = 0.7
"""Share of the first hit's score below which a source has nothing to add."""
_LOOKED_AT: Final = 6
_LONGEST_QUERY: Final = 1_000


@dataclass(frozen=True, slots=True)
class Gathered:
    sources: tuple[Source, ...]
    confidence: float
    """The probability that the first source answers."""

    @property
    def enough(self) -> bool:
        """For a draft. A librarian reads it first, so the line lies below the one for readers (docs/drafting.md)."""
        return bool(self.sources) and self.confidence >= ENOUGH

    @property
    def nothing(self) -> bool:
        return not self.sources or self.confidence < MAY_ANSWER


def gather(question: Question, *, query: str = "") -> Gathered:
    """Only what any reader may see, whoever asks: it is going to stand in an answer."""
    text = (query or question.text)[:_LONGEST_QUERY]
    found = search(text, viewer=Viewer.anonymous(), lang=question.lang, purpose="drafting", limit=_LOOKED_AT)
    near = [hit for hit in found.hits if hit.score >= _NEAR * found.hits[0].score]
    return Gathered(tuple(_source(hit, question.lang) for hit in near[:MOST]), found.confidence)


def quote(question: Question, gathered: Sequence[Source], *, query: str = "") -> list[Quoted]:
    """The sentences that say most of the question."""
    candidates = cut(gathered)
    rows = embed([(query or question.text)[:_LONGEST_QUERY], *(each.text for each in candidates)])
    return choose(_part(rows, slice(0, 1)), candidates, _part(rows, slice(1, None)))


def _part(rows: Rows, which: slice) -> Rows:
    return {name: values[which] for name, values in rows.items()}


def _source(hit: Hit, lang: str) -> Source:
    """A record says who wrote it and where it stands; everything else, its whole text."""
    shown = sources()[hit.kind].present([hit.key], viewer=Viewer.anonymous(), lang=lang).get(hit.key)
    text = shown.text() if shown and hit.kind != "record" else ""
    if not text and shown:
        text = f"{shown.title}. {shown.snippet}".strip()
    return Source(hit.kind, hit.key, hit.title, hit.url, hit.lang, text)
