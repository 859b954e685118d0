"""The search strategy of a question: each literature search is kept as it was run, and can be run again.

An own search finds what any reader would find, whoever runs it: so two runs can be compared, what they find may be
cited, and nobody's private question is counted. The engine is asked before the story: the writer must not wait for it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from foreword.desk.actions.citing import CITABLE, cite_held
from foreword.desk.actions.steps import enter, hold_living, refuse_others, tell_pages
from foreword.desk.models import Citation, Question, SearchRun, Stage
from foreword.desk.refusals import EmptyText
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.people.models import Person
from foreword.search.queries import MOST_HITS, search_page
from foreword.search.viewers import Viewer

TWICE: Final = timedelta(minutes=1)
"""The same search again within this time is a second click, not a second run."""
SITTING: Final = timedelta(hours=12)
"""So long a run stands for what is on the librarian's screen; what is picked later was found by another one."""
LONGEST_QUERY: Final = 1_000
_MOST_PICKED: Final = 20

Results = list[list[str]]


@story
def record_search(
    *,
    question: Question,
    by: Person,
    database: str,
    query: str,
    hits: int | None = None,
    url: str = "",
    limits: str = "",
    picked: str = "",
) -> SearchRun:
    """Note a search made elsewhere; `picked` has a citation a line. Raises EmptyText."""
    database, query, url = database.strip()[:80], query.strip()[:2000], url.strip()[:500]
    if not database or not query:
        raise EmptyText
    _enter_upon(question, by)
    return _stored(
        SearchRun(
            question=question,
            by=by,
            database=database,
            query=query,
            hits=hits,
            url=url if urlsplit(url).scheme in {"http", "https"} else "",
            filters={"words": words} if (words := limits.strip()[:300]) else {},
            picked=_citations(picked),
        )
    )


def keep_search(*, question: Question, by: Person, query: str = "", kinds: Sequence[str] = ()) -> SearchRun:
    """Run a search of our own and keep it; one that is kept already is run again. Without a query, in the reader's
    words."""
    query = _query(question, query)
    return _keep(question, by, query, kinds, _search(query, kinds, question.lang))


@story
def _keep(question: Question, by: Person, query: str, kinds: Sequence[str], results: Results) -> SearchRun:
    _enter_upon(question, by)
    return _stored(_own(question, by, query, kinds, results))


def run_again(*, run: SearchRun, by: Person, hits: int | None = None) -> SearchRun:
    """Our own engine finds anew; of another database somebody says how many `hits` it gives now."""
    if run.own:
        return keep_search(question=run.question, by=by, query=run.query, kinds=run.filters.get("kinds", ()))
    return _note_again(run, by, hits)


@story
def _note_again(run: SearchRun, by: Person, hits: int | None) -> SearchRun:
    _enter_upon(run.question, by)
    known = {name: getattr(run, name) for name in ("question", "database", "query", "url", "filters")}
    return _stored(SearchRun(**known, by=by, hits=hits, again_of=run.again_of or run))


def pick(*, question: Question, by: Person, query: str, kinds: Sequence[str], kind: str, key: str) -> Citation:
    """Cite what a search found; by this the search is worth keeping. Raises NothingToCite."""
    query = _query(question, query)
    standing = _standing(question, query, kinds)
    return _pick(question, by, query, kinds, None if standing else _search(query, kinds, question.lang), [kind, key])


@story
def _pick(
    question: Question, by: Person, query: str, kinds: Sequence[str], results: Results | None, source: list[str]
) -> Citation:
    picked = cite_held(question, by, *source)
    run = _standing(question, query, kinds) or _stored(_own(question, by, query, kinds, results or []))
    if source not in run.picked:
        run.picked.append(source)
        run.save(update_fields=["picked"])
    return picked


def _query(question: Question, query: str) -> str:
    return (query.strip() or question.text)[:LONGEST_QUERY]


def _search(query: str, kinds: Sequence[str], lang: str) -> Results:
    wanted = CITABLE.intersection(kinds) or CITABLE
    found = search_page(query, viewer=Viewer.anonymous(), lang=lang, kinds=wanted, limit=MOST_HITS)
    return [[hit.kind, hit.key] for hit in found.hits]


def _own(question: Question, by: Person, query: str, kinds: Sequence[str], results: Results) -> SearchRun:
    filters = _filters(kinds)
    before = question.searches.filter(own=True, query=query).order_by("pk")
    first = next((run for run in before if run.filters == filters and run.again_of_id is None), None)
    found = {"hits": len(results), "results": results}
    return SearchRun(question=question, by=by, own=True, query=query, filters=filters, again_of=first, **found)


def _filters(kinds: Sequence[str]) -> dict[str, Any]:
    named = sorted(CITABLE.intersection(kinds))
    return {"kinds": named} if named else {}


def _standing(question: Question, query: str, kinds: Sequence[str]) -> SearchRun | None:
    """The last run of this very search, if it was in this sitting."""
    runs = question.searches.filter(own=True, query=query, ran_at__gt=now() - SITTING).order_by("-ran_at", "-pk")
    return next((run for run in runs if run.filters == _filters(kinds)), None)


def _enter_upon(question: Question, by: Person) -> None:
    hold_living(question)
    refuse_others(question, by)


def _stored(run: SearchRun) -> SearchRun:
    """Keep a run, and stand at the literature search from now on; what a second click brings is there already."""
    recent = run.question.searches.filter(own=run.own, database=run.database, query=run.query, ran_at__gt=now() - TWICE)
    for each in recent.order_by("-ran_at", "-pk"):
        if each.filters == run.filters and (run.own or each.hits == run.hits):
            return each
    run.save()
    if run.question.stage in {Stage.RECEIVED, Stage.ACCEPTED, Stage.ANALYSING}:
        enter(run.question, Stage.SEARCHING, run.by)
    else:
        tell_pages(run.question, "searched", run.by, internal=True)
    return run


def _citations(text: str) -> list[list[str]]:
    lines = [" ".join(line.split())[:300] for line in text.splitlines()]
    return [[line] for line in lines if line][:_MOST_PICKED]
