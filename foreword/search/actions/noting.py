"""Noting what came of a search, beside the page and without who searched."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction

from foreword.search.models import ENOUGH_VISITS, FailedSearch, Followed, RankerTrial, SearchEvent, SearchUse
from foreword.search.visits import query_hash

MOST_SHOWN: Final = 40
LONGEST_TEXT: Final = 300
REWORDED_WITHIN_MINUTES: Final = 5

Row = tuple[str, str, str]
"""Kind, key, and for which ranker it stands ("" without a trial)."""


@transaction.atomic
def note_search(
    *, pid: str, text: str, lang: str, visit: str, verdict: str, shown: Sequence[Row], trial: str = ""
) -> SearchEvent | None:
    """A page was shown; `pid` is what its links carry. Nothing where the visit is not to be followed."""
    if not visit or not text.strip():
        return None
    return SearchEvent.objects.create(
        pid=pid,
        query=query_hash(text),
        lang=lang,
        visit=visit,
        verdict=verdict,
        shown=[list(row) for row in shown[:MOST_SHOWN]],
        trial=RankerTrial.objects.filter(pid=trial).first() if trial else None,
    )


def note_use(*, what: Followed, kind: str = "", key: str = "", search: str = "") -> SearchUse | None:
    """What was done with something found. A `search` that is unknown, or did not show it, is not believed."""
    event = SearchEvent.objects.filter(pid=search).first() if search else None
    place = event.place_of(kind, key) if event and key else None
    if search and (event is None or (key and place is None)):
        return None
    if event is None:
        return SearchUse.objects.create(what=what, kind=kind, key=key)
    use, _fresh = SearchUse.objects.get_or_create(
        search=event, what=what, kind=kind, key=key, defaults={"place": place}
    )
    return use


@transaction.atomic
def note_failure(*, text: str, lang: str, visit: str, why: str, blanked: str) -> FailedSearch | None:
    """A search found no answer. `blanked` is `text` without personal data.

    Where the two differ, the words are kept only once so many visits have used them that they are nobody's own.
    """
    if not visit or not text.strip():
        return None
    query = query_hash(text)
    failed, fresh = FailedSearch.objects.get_or_create(query=query, visit=visit, defaults={"lang": lang, "why": why})
    if not fresh:
        return failed
    others = FailedSearch.objects.filter(query=query)
    if blanked == text or others.values("visit").distinct().count() >= ENOUGH_VISITS:
        others.update(text=blanked.strip()[:LONGEST_TEXT])
        failed.refresh_from_db()
    return failed


def reworded(*, visit: str, before: str) -> SearchEvent | None:
    """The search that this visit made with the words `before` and left without opening anything, if it did."""
    query = query_hash(before)
    last = SearchEvent.objects.of_visit(visit, minutes=REWORDED_WITHIN_MINUTES).filter(query=query).first()
    if last is None or last.uses.exists():
        return None
    note_use(what=Followed.REWORDED, search=last.pid)
    return last


def settle_failures(*, queries: Iterable[str]) -> int:
    """These have been answered: they leave the list."""
    count, _each = FailedSearch.objects.filter(query__in=list(queries)).delete()
    return count
