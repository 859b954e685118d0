"""What came of a reader's search, noted once the page is sent: without a name, and no words that are somebody's own."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest

from foreword.knowledge.scrub import scrub
from foreword.people.models import Person
from foreword.portal.queries.finding import Found
from foreword.portraits.sensitive import is_sensitive
from foreword.search.actions import note_failure, note_search, note_use, reworded
from foreword.search.models import Followed
from foreword.search.visits import visit_of


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose page it is, as far as search may know: a hash of today, or nothing."""

    mark: str
    lang: str
    before: str = ""
    """The words of the search page that led here, if one did."""

    @classmethod
    def of(cls, request: HttpRequest, person: Person | None, lang: str) -> "Visit":
        return cls(visit_of(request, person), lang, _words_before(request))


def _words_before(request: HttpRequest) -> str:
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or not came_from.path.endswith("/search/"):
        return ""
    return next(iter(parse_qs(came_from.query, max_num_fields=20, errors="replace").get("q", [])), "")[:400]


def note_page(*, visit: Visit, pid: str, found: Found, narrowed: bool) -> None:
    """A page of results was shown. A search that found no answer, and one given up for other words, is a failure."""
    if visit.before and visit.before != found.query and reworded(visit=visit.mark, before=visit.before):
        note_unanswered(visit=visit, words=visit.before, why="reworded")
    note_search(
        pid=pid,
        text=found.query,
        lang=visit.lang,
        visit=visit.mark,
        verdict=found.verdict,
        shown=found.shown,
        trial=found.trial,
    )
    if found.verdict == "ask" and not narrowed:
        note_unanswered(visit=visit, words=found.query, why="nothing" if found.nothing else "unsure")


def note_asked(*, visit: Visit, search: str, words: str) -> None:
    """A search that ended in a question to the desk did not answer."""
    if search and note_use(what=Followed.ASKED, search=search):
        note_unanswered(visit=visit, words=words, why="asked")


def note_unanswered(*, visit: Visit, words: str, why: str) -> None:
    """What is too private for a portrait leaves no words here either."""
    if is_sensitive(words):
        return
    blanked = scrub(words, lang=visit.lang, keep=(settings.DEFAULT_FROM_EMAIL,)).text
    note_failure(text=words, lang=visit.lang, visit=visit.mark, why=why, blanked=blanked)
