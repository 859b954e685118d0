"""What a librarian does with a question. Each is one story of the desk; a refusal is said in its own words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk import actions
from foreword.desk.models import Question
from foreword.desk.queries import open_question, picked
from foreword.desk.queries.searches import strategies
from foreword.search.viewers import Viewer
from foreword.workbench.forms import AnalysisForm
from foreword.workbench.permissions import at_the_desk, librarian


@require_POST
@at_the_desk
def claim(request: HttpRequest, pid: str) -> HttpResponse:
    return do(request, pid, lambda question: actions.claim(question=question, librarian=librarian(request)))


@require_POST
@at_the_desk
def release(request: HttpRequest, pid: str) -> HttpResponse:
    return do(request, pid, lambda question: actions.release(question=question, by=librarian(request)))


@require_POST
@at_the_desk
def move(request: HttpRequest, pid: str) -> HttpResponse:
    stage = request.POST.get("stage", "")
    return do(request, pid, lambda question: actions.move(question=question, stage=stage, by=librarian(request)))


@require_POST
@at_the_desk
def archive(request: HttpRequest, pid: str) -> HttpResponse:
    done = _("Archived. A draft for the reference database is on its way to review.")
    return do(request, pid, lambda question: actions.archive(question=question, by=librarian(request)), done=done)


@require_POST
@at_the_desk
def analyse(request: HttpRequest, pid: str) -> HttpResponse:
    form = AnalysisForm(request.POST)
    if not form.is_valid():
        return refuse(request, pid, actions.BadAnalysis().message)
    return do(
        request,
        pid,
        lambda question: actions.analyse(question=question, by=librarian(request), **form.cleaned_data),
        done=_("Noted."),
    )


@require_POST
@at_the_desk
def cite(request: HttpRequest, pid: str) -> HttpResponse:
    """Pick a source, or put it back (`undo`). By script only the chips, the button and the kept searches change."""
    question, given = opened(request, pid), request.POST
    source = {"kind": given.get("kind", ""), "key": given.get("key", "")}
    undo = bool(given.get("undo"))
    try:
        if undo:
            actions.uncite(question=question, by=librarian(request), **source)
        else:
            query = given.get("q", "").replace("\0", "")
            actions.pick(
                question=question, by=librarian(request), query=query, kinds=[given.get("within", "")], **source
            )
    except actions.Refusal as refusal:
        return refuse(request, pid, refusal.message)
    if not request.headers.get("HX-Request"):
        return redirect(address(request, pid))
    context = {
        "question": question,
        "picked": picked(question),
        "hit": source,
        "cited": not undo,
        "evidence": {"query": given.get("q", ""), "kind": given.get("within", "")},
        "strategies": strategies(question, Viewer.of(librarian(request)), get_language() or "en"),
    }
    return render(request, "workbench/cited.html", context)


def do(request: HttpRequest, pid: str, story: Callable[[Question], Any], *, done: str = "") -> HttpResponse:
    try:
        story(opened(request, pid))
    except actions.Refusal as refusal:
        return refuse(request, pid, refusal.message)
    if done:
        messages.success(request, done)
    return redirect(address(request, pid))


def refuse(request: HttpRequest, pid: str, message: str) -> HttpResponse:
    messages.error(request, message)
    return redirect(address(request, pid))


def opened(request: HttpRequest, pid: str) -> Question:
    try:
        return open_question(pid, librarian(request))
    except Question.DoesNotExist:
        raise Http404 from None


def address(request: HttpRequest, pid: str) -> str:
    """The question's page, with the queue as it was."""
    kept = request.META.get("QUERY_STRING", "")
    return reverse("workbench:question", args=[pid]) + (f"?{kept}" if kept else "")
