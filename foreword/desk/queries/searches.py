"""The searches kept for a question, and what each later run found that the one before had not.

Only keys are stored. Titles are asked of their rooms now, for this viewer: what is withdrawn is only counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from foreword.desk.models import Question, SearchRun
from foreword.search.queries import MOST_HITS
from foreword.search.sources import sources
from foreword.search.viewers import Viewer

_Key = tuple[str, str]
_Views = Mapping[_Key, "FoundThing"]


@dataclass(frozen=True, slots=True)
class FoundThing:
    title: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class RunLine:
    pk: int
    ran_at: datetime
    by: str
    hits: int | None
    full: bool
    """There are more than a search counts."""
    new: tuple[FoundThing, ...]
    """Found now and not by the run before."""
    gone: tuple[FoundThing, ...]
    vanished: int
    """How many of those gone are withdrawn, and have no title any more."""
    picked: tuple[FoundThing, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Strategy:
    """One search and all its runs, the last first."""

    pk: int
    own: bool
    database: str
    query: str
    kinds: tuple[str, ...]
    limits: str
    url: str
    runs: tuple[RunLine, ...]

    @property
    def last(self) -> RunLine:
        return self.runs[0]

    @property
    def picked(self) -> tuple[FoundThing, ...]:
        """Over all runs, each once."""
        return tuple(dict.fromkeys(thing for run in reversed(self.runs) for thing in run.picked))


def strategies(question: Question, viewer: Viewer, lang: str) -> tuple[Strategy, ...]:
    """The search that ran last comes first."""
    rows = question.searches.select_related("by").order_by("ran_at", "pk")
    by_first = sorted(rows, key=_first)
    chains = [list(chain) for _first_run, chain in groupby(by_first, key=_first)]
    views = _views(chains, viewer, lang)
    found = [_strategy(chain, views) for chain in chains]
    return tuple(sorted(found, key=lambda each: (each.last.ran_at, each.last.pk), reverse=True))


def kept_search(question: Question, pk: int) -> SearchRun:
    """Raises SearchRun.DoesNotExist, also for a search of another question."""
    return question.searches.select_related("question").get(pk=pk)


def _first(run: SearchRun) -> int:
    return run.again_of_id or run.pk


def _strategy(chain: list[SearchRun], views: _Views) -> Strategy:
    first = chain[0]
    lines = [_line(None, first, views), *(_line(before, run, views) for before, run in pairwise(chain))]
    return Strategy(
        pk=first.pk,
        own=first.own,
        database=first.database,
        query=first.query,
        kinds=tuple(first.filters.get("kinds", ())),
        limits=first.filters.get("words", ""),
        url=first.url,
        runs=tuple(reversed(lines)),
    )


def _line(before: SearchRun | None, run: SearchRun, views: _Views) -> RunLine:
    full = run.own and (run.hits or 0) >= MOST_HITS
    new = [key for key in _keys(run.results) if before and key not in _keys(before.results)]
    # Of a list that was cut nobody can say what it lost.
    lost = [] if full or before is None else [key for key in _keys(before.results) if key not in _keys(run.results)]
    gone = _shown(lost, views)
    return RunLine(
        pk=run.pk,
        ran_at=run.ran_at,
        by=run.by.name if run.by else "",
        hits=run.hits,
        full=full,
        new=_shown(new, views),
        gone=gone,
        vanished=len(lost) - len(gone),
        picked=_shown(_keys(run.picked), views) if run.own else tuple(FoundThing(each[0]) for each in run.picked),
        again=before is not None,
    )


def _keys(stored: Iterable[Any]) -> dict[_Key, None]:
    """In the order found."""
    return dict.fromkeys((kind, key) for kind, key in stored)


def _shown(keys: Iterable[_Key], views: _Views) -> tuple[FoundThing, ...]:
    return tuple(views[key] for key in keys if key in views)


def _views(chains: Iterable[list[SearchRun]], viewer: Viewer, lang: str) -> _Views:
    """One question to each room, for all that some line may have to show."""
    wanted: dict[str, set[str]] = {}
    for chain in chains:
        for run in chain:
            for kind, key in (*run.picked, *(run.results if len(chain) > 1 else ())) if run.own else ():
                wanted.setdefault(kind, set()).add(key)
    return {
        (kind, key): FoundThing(shown.title, shown.url, shown.lang)
        for kind, keys in wanted.items()
        if kind in sources()
        for key, shown in sources()[kind].present(sorted(keys), viewer=viewer, lang=lang).items()
    }
