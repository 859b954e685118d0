"""Searching, as the other rooms see it. Every hit has passed its room's own access check at this moment.

One way for all: the engine ranks, the rooms say what this viewer may see, the purpose weighs the kinds, and only then
is anything counted, cut or called an answer.
"""

import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from foreword.search import glossary
from foreword.search.confidence import Verdict, confidence, verdict
from foreword.search.documents import Folded
from foreword.search.engine import Match, Tier
from foreword.search.facets import Facet, facets_of
from foreword.search.filters import Filters
from foreword.search.learning.interleaving import Team, draft
from foreword.search.live import live
from foreword.search.purposes import PURPOSES, Purpose
from foreword.search.scope import Scope
from foreword.search.snippets import Snippet, Span, Wanted, highlighted, snippet, words_of
from foreword.search.sources import Presented, sources
from foreword.search.trials import in_use
from foreword.search.viewers import Viewer

MOST_HITS = 100
# Some of what the index finds may be gone or hidden by now: ask it for more than is shown.
SPARE = 10
FIRST = 10
# A hit with less than this share of the first one's score is noise, the sooner the less sure the first one is.
WORTH, WORTH_UNSURE = 0.4, 0.7
ALL = Filters()


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
    highlights: tuple[Span, ...] = ()
    """Where in `snippet` the question's words stand, in characters."""
    parts: Mapping[str, float] = field(default_factory=dict)
    """What each list of the engine added to the score; "kind" is what the purpose added or took."""
    words: tuple[str, ...] = ()
    """The words of title and snippet that met the question."""

    @property
    def folded(self) -> Folded:
        return (self.kind, self.key)

    @property
    def marked(self) -> Any:
        return Snippet(self.snippet, self.highlights).marked


@dataclass(frozen=True, slots=True)
class Results:
    hits: list[Hit]
    took_ms: float
    confidence: float
    """The probability that the first hit answers; 0 without hits."""
    verdict: Verdict = "ask"
    facets: tuple[Facet, ...] = ()
    ideas: tuple[str, ...] = ()
    """What the glossary understood the question to speak of, in the words of the page's language."""
    total: int = 0
    """How many of the hundred best are worth showing to this viewer, under these filters."""
    teams: tuple[Team, ...] = ()
    """Which ranker brought each hit, where two share the page."""
    trial: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    match: Match
    presented: Presented

    @property
    def folded(self) -> Folded:
        return (self.match.kind, self.match.key)

    @property
    def pair(self) -> tuple[str, Presented]:
        return self.match.kind, self.presented


def search(
    text: str,
    *,
    viewer: Viewer,
    lang: str,
    purpose: Purpose = "reader",
    kinds: Collection[str] | None = None,
    filters: Filters = ALL,
    limit: int = 10,
    tier: Tier = "submit",
) -> Results:
    """The objects that best answer `text`, whatever it contains and whichever language it is in."""
    started = time.perf_counter()
    limit = max(0, min(limit, MOST_HITS))
    ask = _Asking(text, viewer, lang, purpose, tier, limit, in_use().house)
    shown, sure = ask.found(filters.scope(viewer.access, PURPOSES[purpose].scope(kinds)), filters)
    return ask.results(shown[:limit], sure=sure, started=started)


def search_page(
    text: str,
    *,
    viewer: Viewer,
    lang: str,
    kinds: Collection[str] | None = None,
    filters: Filters = ALL,
    limit: int = 10,
    visit: str = "",
) -> Results:
    """`search` as a page for people: without the noise at the end, counted by what it can be narrowed to.

    Where a ranker is on trial, some visits see a page of both; the same visit sees the same page again.
    """
    started = time.perf_counter()
    standing = in_use()
    ask = _Asking(text, viewer, lang, "reader", "submit", MOST_HITS, standing.house)
    scope = filters.scope(viewer.access, kinds)
    shown, sure = ask.found(scope, filters, worth=True)
    teams = tuple[Team, ...]()
    if standing.shared_with(visit):
        other, _ = replace(ask, ranker=standing.challenger).found(scope, filters, worth=True)
        shown, teams = _drafted(shown, other, seed=f"{visit} {text}")
    everything = ask.found(Scope(viewer.access, kinds), ALL, worth=True)[0] if filters else []
    facets = facets_of([each.pair for each in _joined(shown, everything)], filters)
    results = ask.results(shown[: max(0, limit)], sure=sure, started=started)
    return replace(results, facets=facets, total=len(shown), teams=teams[:limit], trial=standing.trial if teams else "")


def suggest(
    text: str,
    *,
    viewer: Viewer,
    lang: str,
    purpose: Purpose = "reader",
    limit: int = 5,
    kinds: Collection[str] | None = None,
    paused: bool = False,
) -> Results:
    """`search` for every keystroke: instant encoders only, and forgiving of a half-typed word.

    A reader who pauses can wait some tens of milliseconds: then every encoder is asked.
    """
    tier: Tier = "submit" if paused else "keystroke"
    return search(text, viewer=viewer, lang=lang, purpose=purpose, kinds=kinds, limit=limit, tier=tier)


def content_neighbours(
    texts: Sequence[str],
    *,
    purpose: Purpose = "push",
    kinds: Collection[str] | None = None,
    limit: int,
    exclude: frozenset[Folded] = frozenset(),
) -> list[tuple[str, str, float]]:
    """Public objects near to any of `texts` by meaning, best first: (kind, key, cosine)."""
    weights = PURPOSES[purpose]
    scope = Scope(Viewer.anonymous().access, weights.scope(kinds))
    found = live().engine().neighbours(texts, scope, limit=limit, exclude=exclude)
    return [
        (match.kind, match.key, match.score) for match in sorted(found, key=lambda m: -m.score * weights.of(m.kind))
    ]


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question by one viewer, which may be put to the engine under several scopes."""

    text: str
    viewer: Viewer
    lang: str
    purpose: Purpose
    tier: Tier
    limit: int
    ranker: str

    def results(self, shown: Sequence[_Shown], *, sure: float, started: float) -> Results:
        wanted = Wanted.of(self.text)
        return Results(
            hits=[_hit(each, wanted) for each in shown],
            took_ms=(time.perf_counter() - started) * 1000,
            confidence=sure,
            verdict=verdict(sure) if shown else "ask",
            ideas=tuple(dict.fromkeys(glossary.name(idea, self.lang) for idea in wanted.ideas)),
            total=len(shown),
        )

    def found(self, scope: Scope, filters: Filters, *, worth: bool = False) -> tuple[list[_Shown], float]:
        """What this viewer may see, in the order of the purpose, and how surely the first answers; `worth`: no noise.

        Presenting is the dear part, so the first few are asked for alone, and the rest only where it is needed.
        """
        engine = live().engine()
        matches = engine.search(self.text, scope, limit=self.limit + SPARE, tier=self.tier, ranker=self.ranker)
        weighed = _weighed(matches, self.purpose)
        few = min(self.limit, FIRST) + 1
        shown, rest = self._visible(weighed[:few], scope, filters), weighed[few:]
        if len(shown) < 2:  # How sure the first is depends on the second.
            shown, rest = shown + self._visible(rest, scope, filters), []
        sure = confidence([each.match for each in shown])
        least = _least(shown, sure) if worth and shown else -math.inf
        if worth or len(shown) <= self.limit:
            shown += self._visible([match for match in rest if match.score >= least], scope, filters)
        return [each for each in shown if each.match.score >= least], sure

    def _visible(self, matches: list[Match], scope: Scope, filters: Filters) -> list[_Shown]:
        return [each for each in self._presented(matches, scope) if filters.admits(*each.pair)]

    def _presented(self, matches: list[Match], scope: Scope) -> list[_Shown]:
        """As their rooms show them; what the viewer may not see has no place here, whatever the index believes."""
        registered = sources()
        by_kind: dict[str, list[str]] = {}
        for match in matches:
            by_kind.setdefault(match.kind, []).append(match.key)
        # Who asks for texts in another language is shown these, not their version in the page's.
        lang = self.lang if not scope.langs or self.lang in scope.langs else min(scope.langs)
        views = {
            kind: registered[kind].present(keys, viewer=self.viewer, lang=lang)
            for kind, keys in by_kind.items()
            if kind in registered
        }
        return [
            _Shown(match, views[match.kind][match.key]) for match in matches if match.key in views.get(match.kind, {})
        ]


def _weighed(matches: Sequence[Match], purpose: Purpose) -> list[Match]:
    """The order of the purpose. What a weight gives or takes is a part of the score like any other."""
    weights = PURPOSES[purpose]
    weighed = []
    for match in matches:
        change = max(match.score, 0.0) * (weights.of(match.kind) - 1.0)
        parts = {**match.parts, "kind": change} if change else match.parts
        weighed.append(replace(match, score=match.score + change, parts=parts))
    return sorted(weighed, key=lambda match: -match.score)


def _least(shown: list[_Shown], sure: float) -> float:
    return (WORTH if verdict(sure) == "answer" else WORTH_UNSURE) * shown[0].match.score


def _drafted(house: list[_Shown], other: list[_Shown], *, seed: str) -> tuple[list[_Shown], tuple[Team, ...]]:
    by_key = {each.folded: each for each in (*other, *house)}
    drafted = draft([each.folded for each in house], [each.folded for each in other], length=MOST_HITS, seed=seed)
    return [by_key[key] for key in drafted.keys], drafted.teams


def _joined(first: list[_Shown], more: list[_Shown]) -> list[_Shown]:
    known = {each.folded for each in first}
    return first + [each for each in more if each.folded not in known]


def _hit(shown: _Shown, wanted: Wanted) -> Hit:
    match, presented = shown.match, shown.presented
    said = snippet(presented.text(), wanted, title=presented.title, opening=presented.snippet)
    met = (*words_of(highlighted(presented.title, wanted)), *words_of(said))
    return Hit(
        kind=match.kind,
        key=match.key,
        title=presented.title,
        url=presented.url,
        snippet=said.text,
        score=round(match.score, 4),
        lang=presented.lang,
        meta=presented.meta,
        highlights=said.highlights,
        parts={name: round(part, 4) for name, part in match.parts.items()},
        words=tuple(dict.fromkeys(word.casefold() for word in met)),
    )
