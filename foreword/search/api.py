"""Search over HTTP: `GET /search` on submit, `GET /suggest` as one types. Any input has an answer."""

from typing import Self

from django.http import HttpRequest
from ninja import Router, Schema

from foreword.search.queries import Hit, Results, search, suggest
from foreword.search.viewers import Viewer

router = Router(tags=["search"])

MOST = 50


class HitOut(Schema):
    kind: str
    id: str
    title: str
    snippet: str
    url: str
    score: float
    lang: str

    @classmethod
    def of(cls, hit: Hit) -> Self:
        return cls(
            kind=hit.kind, id=hit.key, title=hit.title, snippet=hit.snippet, url=hit.url, score=hit.score, lang=hit.lang
        )


class ResultsOut(Schema):
    hits: list[HitOut]
    took_ms: float


@router.get("/search", response=ResultsOut, summary="Search entries, products, records, answers and posts")
def get_search(request: HttpRequest, q: str = "", lang: str = "en", kind: str = "", limit: int = 10) -> ResultsOut:
    kinds = frozenset(kind.split(",")) if kind else None
    return _out(search(q, viewer=Viewer.of(request.user), lang=lang, kinds=kinds, limit=min(limit, MOST)))


@router.get("/suggest", response=ResultsOut, summary="Suggest while somebody types")
def get_suggest(request: HttpRequest, q: str = "", lang: str = "en", limit: int = 5) -> ResultsOut:
    return _out(suggest(q, viewer=Viewer.of(request.user), lang=lang, limit=min(limit, MOST)))


def _out(results: Results) -> ResultsOut:
    return ResultsOut(hits=[HitOut.of(hit) for hit in results.hits], took_ms=round(results.took_ms, 2))
