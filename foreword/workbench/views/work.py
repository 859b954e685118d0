"""One question on the desk: its thread, and the evidence beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foreword.desk.models import Question, ReplyTemplate
from foreword.desk.queries import hints
from foreword.kernel.microphone import may_record
from foreword.workbench import queries
from foreword.workbench.forms import AnalysisForm, SearchRunForm
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.slots import panels
from foreword.workbench.views.frame import frame


@require_safe
@at_the_desk
def question(request: HttpRequest, pid: str) -> HttpResponse:
    return page(request, pid)


@may_record
@require_safe
@at_the_desk
def evidence_pane(request: HttpRequest, pid: str) -> HttpResponse:
    """Fetched after the page, because searching takes longer than all the rest; a whole page without script."""
    work = _work(request, pid)
    viewer = librarian(request)
    guessed = hints(work.question)
    context = {
        "work": work,
        "evidence": queries.evidence(
            work.question,
            viewer,
            get_language() or "en",
            query=request.GET.get("q", "").strip()[:1000],
            kind=request.GET.get("kind", ""),
        ),
        "kinds": queries.KINDS.items(),
        "guess": guessed,
        "analysis": AnalysisForm.of(work.question, guessed),
        "search_form": SearchRunForm(),
        "panels": panels("evidence", work.question, viewer),
    }
    if request.headers.get("HX-Request"):
        return render(request, "workbench/evidence.html", context)
    return render(request, "workbench/desk.html", frame(request, at=pid, **context))


@may_record
def page(
    request: HttpRequest,
    /,
    pid: str,
    *,
    draft: str = "",
    sent: bool = False,
    macro: ReplyTemplate | None = None,
    **more: Any,
) -> HttpResponse:
    """The whole page. `sent` tells the page's script that the kept draft has gone out; `macro` is done on sending."""
    context = frame(request, work=_work(request, pid), at=pid, draft=draft, macro=macro, **more)
    response = render(request, "workbench/desk.html", context)
    if sent:
        response.headers["HX-Trigger"] = "sent"
    return response


def _work(request: HttpRequest, pid: str) -> queries.WorkPage:
    try:
        return queries.work_page(pid, librarian(request))
    except Question.DoesNotExist:
        raise Http404 from None
