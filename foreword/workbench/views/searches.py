"""The search strategy of a question: keep a search, run it again, say in the answer how it was searched.

By script only the list of searches changes, with what there is to say above it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk import actions
from foreword.desk.models import Question, SearchRun
from foreword.desk.queries.searches import kept_search, strategies
from foreword.search.viewers import Viewer
from foreword.workbench.forms import HitsForm, SearchRunForm
from foreword.workbench.method import method_of
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.views.deeds import address, opened
from foreword.workbench.views.work import page


@require_POST
@at_the_desk
def note(request: HttpRequest, pid: str) -> HttpResponse:
    """A search made in another database."""
    form = SearchRunForm(request.POST)
    if not form.is_valid():
        return _refused(
            request, opened(request, pid), _("A search needs its database and its query; hits are a number.")
        )
    return _do(
        request,
        opened(request, pid),
        lambda question: actions.record_search(question=question, by=librarian(request), **form.cleaned_data),
    )


@require_POST
@at_the_desk
def keep(request: HttpRequest, pid: str) -> HttpResponse:
    """The search that the evidence pane shows."""
    query, kind = request.POST.get("q", "").replace("\0", ""), request.POST.get("within", "")
    return _do(
        request,
        opened(request, pid),
        lambda question: actions.keep_search(question=question, by=librarian(request), query=query, kinds=[kind]),
    )


@require_POST
@at_the_desk
def again(request: HttpRequest, pid: str, run: int) -> HttpResponse:
    question, form = opened(request, pid), HitsForm(request.POST)
    kept = _kept(question, run)
    if not kept.own and not form.is_valid():
        return _refused(request, question, _("How many hits does it give now? Please write a number."))
    hits = None if kept.own else form.cleaned_data["hits"]
    return _do(request, question, lambda _question: actions.run_again(run=kept, by=librarian(request), hits=hits))


@require_POST
@at_the_desk
def method(request: HttpRequest, pid: str, run: int) -> HttpResponse:
    """Below what is written in the answer, in its reader's language, to be worded further or taken out again."""
    question, text = opened(request, pid), request.POST.get("text", "")
    chosen = _kept(question, run)
    kept = strategies(question, Viewer.anonymous(), question.lang)
    strategy = next(each for each in kept if each.pk == (chosen.again_of_id or chosen.pk))
    return page(request, pid, draft=method_of(question, strategy, below=text))


def _kept(question: Question, run: int) -> SearchRun:
    try:
        return kept_search(question, run)
    except SearchRun.DoesNotExist:
        raise Http404 from None


def _do(request: HttpRequest, question: Question, story: Callable[[Question], SearchRun]) -> HttpResponse:
    try:
        kept = story(question)
    except actions.Refusal as refusal:
        return _refused(request, question, refusal.message)
    if not request.headers.get("HX-Request"):
        messages.success(request, _("The search is kept."))
        return redirect(address(request, question.pid))
    return _list(request, question, done=_news(request, question, kept))


def _refused(request: HttpRequest, question: Question, message: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        messages.error(request, message)
        return redirect(address(request, question.pid))
    return _list(request, question, refused=message)


def _news(request: HttpRequest, question: Question, kept: SearchRun) -> str:
    """Said to whoever cannot see what changed."""
    if not kept.own or kept.again_of_id is None:
        return _("The search is kept.")
    shown = strategies(question, Viewer.of(librarian(request)), get_language() or "en")
    fresh = len(next(each for each in shown if each.pk == kept.again_of_id).last.new)
    return ngettext("Run again: %(n)d is new.", "Run again: %(n)d are new.", fresh) % {"n": fresh}


def _list(request: HttpRequest, question: Question, **said: Any) -> HttpResponse:
    viewer = librarian(request)
    context = {
        "question": question,
        "taken": question.assignee_id not in {None, viewer.pk},
        "strategies": strategies(question, Viewer.of(viewer), get_language() or "en"),
        **said,
    }
    return render(request, "workbench/searches_kept.html", context)
