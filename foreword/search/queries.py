"""Searching, as the other rooms see it. Every hit has passed its room's own access check at this moment."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from foreword.search.confidence import confidence
from foreword.search.documents import Folded
from foreword.search.engine import Match, Tier
from foreword.search.lexical import Scope
from foreword.search.live import live
from foreword.search.sources import Presented, sources
from foreword.search.viewers import Viewer

MOST_HITS = 100
# Some of what the index finds may be gone or hidden by now: ask it for more than is shown.
SPARE = 10


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    key: str
    title: str
    url: str
    snippet: str
    score: float
    lang: str
    meta: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    hits: list[Hit]
    took_ms: float
    confidence: float
    """The probability that the first hit answers; 0 without hits."""


def search(
    text: str,
    *,
    viewer: Viewer,
    lang: str,
    kinds: Collection[str] | None = None,
    limit: int = 10,
    tier: Tier = "submit",
) -> Results:
    """The objects that best answer `text`, whatever it contains and whichever language it is in."""
    started = time.perf_counter()
    limit = max(0, min(limit, MOST_HITS))
    matches = live().engine().search(text, Scope(viewer.access, kinds), limit=limit + SPARE, tier=tier)
    shown = _presented(matches, viewer=viewer, lang=lang)
    hits = [_hit(match, presented) for match, presented in shown[:limit]]
    return Results(hits, (time.perf_counter() - started) * 1000, confidence([match for match, _ in shown]))


def suggest(text: str, *, viewer: Viewer, lang: str, limit: int = 5, kinds: Collection[str] | None = None) -> Results:
    """`search` for every keystroke: instant encoders only, and forgiving of a half-typed word."""
    return search(text, viewer=viewer, lang=lang, kinds=kinds, limit=limit, tier="keystroke")


def content_neighbours(
    texts: Sequence[str], *, kinds: Collection[str], limit: int, exclude: frozenset[Folded] = frozenset()
) -> list[tuple[str, str, float]]:
    """Public objects near to any of `texts` by meaning, best first: (kind, key, cosine)."""
    scope = Scope(Viewer.anonymous().access, kinds)
    found = live().engine().neighbours(texts, scope, limit=limit, exclude=exclude)
    return [(match.kind, match.key, match.score) for match in found]


def _presented(matches: list[Match], *, viewer: Viewer, lang: str) -> list[tuple[Match, Presented]]:
    """Each match as its room shows it; what the viewer may not see has no place here, whatever the index believes."""
    registered = sources()
    by_kind: dict[str, list[str]] = {}
    for match in matches:
        by_kind.setdefault(match.kind, []).append(match.key)
    views = {
        kind: registered[kind].present(keys, viewer=viewer, lang=lang)
        for kind, keys in by_kind.items()
        if kind in registered
    }
    return [(match, views[match.kind][match.key]) for match in matches if match.key in views.get(match.kind, {})]


def _hit(match: Match, presented: Presented) -> Hit:
    return Hit(
        kind=match.kind,
        key=match.key,
        title=presented.title,
        url=presented.url,
        snippet=presented.snippet,
        score=round(match.score, 4),
        lang=presented.lang,
        meta=presented.meta,
    )
