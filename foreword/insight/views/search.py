"""What readers look for and do not find, and what a librarian does about it in one click."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.insight import queries
from foreword.insight.views.access import staff_only
from foreword.knowledge.actions import confirm_wording, start_entry
from foreword.knowledge.models import Entry
from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.search import languages
from foreword.search.actions import settle_failures
from foreword.search.visits import query_hash

LONGEST = 300


@require_safe
@staff_only
def searches(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:LONGEST]
    context = {
        "words": words,
        "tried": queries.tried(words, lang=get_language() or "en"),
        "failures": queries.failures(),
        "withheld": queries.withheld(),
        "shares": queries.shares(),
        "trial": queries.latest_trial(),
        "ranker": queries.ranker_in_use(),
        "may_write": may(cast("Person", request.user), "entry.review"),
    }
    return render(request, "insight/search.html", context)


@require_POST
@staff_only
def write_entry(request: HttpRequest) -> HttpResponse:
    """A draft in the readers' words; it is out of the list, because somebody is at it now."""
    words, by = _given(request)
    entry = start_entry(words=words, lang=_language(words), by=by)
    _settle(words)
    return redirect("knowledge:draft", entry.pid)


@require_POST
@staff_only
def add_wording(request: HttpRequest) -> HttpResponse:
    """The entry that answers is there: from now on these words lead to it."""
    words, _by = _given(request)
    entry = get_object_or_404(Entry.objects.published(), pid=request.POST.get("entry", ""))
    if confirm_wording(entry=entry, text=words, lang=_language(words)):
        messages.success(request, _("From now on these words lead to that entry."))
    else:
        messages.info(request, _("That entry knows these words already, or has enough of them."))
    _settle(words)
    return redirect("insight:search")


def _settle(words: str) -> None:
    """The whole line goes, with all its ways of saying it."""
    query = query_hash(words)
    line = next((each.queries for each in queries.failures() if query in each.queries), (query,))
    settle_failures(queries=line)


def _given(request: HttpRequest) -> tuple[str, Person]:
    by, words = cast("Person", request.user), " ".join(request.POST.get("words", "").split())[:LONGEST]
    if not words or not may(by, "entry.review"):
        raise Http404
    return words, by


def _language(words: str) -> str:
    """A question in a third language is filed under the page's."""
    found = languages.detect(words)
    return found if found != "und" else get_language() or "en"
