"""Search over HTTP: `GET /search` on submit, `GET /suggest` as one types. Any input has an answer."""

from typing import Self

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from foreword.search import languages
from foreword.search.facets import Facet
from foreword.search.filters import NAMES, Filters
from foreword.search.queries import Hit, Results, search, search_page, suggest
from foreword.search.viewers import Viewer

router = Router(tags=["search"])

MOST = 50


class HitExplained(Schema):
    parts: dict[str, float] = Field(description="What each list gave the score; they sum up to it.")
    words: list[str] = Field(description="The words of title and snippet that met the question.")


class HitOut(Schema):
    kind: str
    id: str
    title: str
    snippet: str
    highlights: list[tuple[int, int]] = Field(description="From and until, in characters (code points) of the snippet.")
    url: str
    score: float
    lang: str
    explain: HitExplained | None = None

    @classmethod
    def of(cls, hit: Hit, *, explain: bool = False) -> Self:
        return cls(
            kind=hit.kind,
            id=hit.key,
            title=hit.title,
            snippet=hit.snippet,
            highlights=list(hit.highlights),
            url=hit.url,
            score=hit.score,
            lang=hit.lang,
            explain=HitExplained(parts=dict(hit.parts), words=list(hit.words)) if explain else None,
        )


class ValueOut(Schema):
    value: str
    label: str
    count: int
    chosen: bool


class FacetOut(Schema):
    name: str
    title: str
    values: list[ValueOut]

    @classmethod
    def of(cls, facet: Facet) -> Self:
        values = [
            ValueOut(value=each.value, label=each.label, count=each.count, chosen=each.chosen) for each in facet.values
        ]
        return cls(name=facet.name, title=facet.title, values=values)


class Explained(Schema):
    language: str = Field(description="The language that the question was taken for.")
    ideas: list[str] = Field(description="What the glossary understood it to speak of.")


class ResultsOut(Schema):
    hits: list[HitOut]
    took_ms: float
    confidence: float = Field(description="The probability that the first hit answers.")
    verdict: str = Field(description="answer | perhaps | ask")
    facets: list[FacetOut] | None = None
    explain: Explained | None = None


class Asked(Schema):
    q: str = ""
    lang: str = "en"
    limit: int = 5
    explain: bool = Field(False, description="Say for each hit what it owes to which list.")


class AskedWhileTyping(Asked):
    paused: bool = Field(False, description="The typing has paused: take the time to ask every encoder.")


class AskedWhole(Asked):
    """Filters: a value repeated, or several parted by commas."""

    kind: list[str] = []
    subject: list[str] = Field(
        [], description="Keys of topics, or class marks of the CLC; a mark holds the narrower ones."
    )
    language: list[str] = []
    audience: list[str] = []
    year: list[str] = Field([], description="2024 or 2020-2029.")
    limit: int = 10
    facets: bool = Field(False, description="Leave out the noise at the end, and count what lies under each filter.")


@router.get(
    "/search", response=ResultsOut, exclude_none=True, summary="Search entries, products, records, answers and posts"
)
def get_search(request: HttpRequest, asked: Query[AskedWhole]) -> ResultsOut:
    viewer, filters = Viewer.of(request.user), Filters.parse({name: getattr(asked, name) for name in NAMES})
    limit, find = min(asked.limit, MOST), search_page if asked.facets else search
    found = find(asked.q, viewer=viewer, lang=asked.lang, filters=filters, limit=limit)
    return _out(found, asked, facets=asked.facets)


@router.get("/suggest", response=ResultsOut, exclude_none=True, summary="Suggest while somebody types")
def get_suggest(request: HttpRequest, asked: Query[AskedWhileTyping]) -> ResultsOut:
    viewer, limit = Viewer.of(request.user), min(asked.limit, MOST)
    found = suggest(asked.q, viewer=viewer, lang=asked.lang, limit=limit, paused=asked.paused)
    return _out(found, asked)


def _out(found: Results, asked: Asked, *, facets: bool = False) -> ResultsOut:
    return ResultsOut(
        hits=[HitOut.of(hit, explain=asked.explain) for hit in found.hits],
        took_ms=round(found.took_ms, 2),
        confidence=round(found.confidence, 3),
        verdict=found.verdict,
        facets=[FacetOut.of(facet) for facet in found.facets] if facets else None,
        explain=Explained(language=languages.detect(asked.q), ideas=list(found.ideas)) if asked.explain else None,
    )
