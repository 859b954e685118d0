"""The page behind the link in an answer's mail. A mail scanner that opens it changes nothing: only a click does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foreword.desk.actions import Refusal
from foreword.desk.actions.judging import judge
from foreword.desk.actions.surveying import say_as_reader
from foreword.desk.links import opens_answer
from foreword.desk.models import AnswerLink
from foreword.desk.queries.surveys import survey_of
from foreword.desk.refusals import LinkSpent
from foreword.portal.forms import SurveyForm
from foreword.portal.views.viewer import remember_token, tokens_of

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def said(request: HttpRequest, pid: str) -> HttpResponse:
    """An unknown, foreign or old link finds one and the same page."""
    if token := request.GET.get("token"):
        # The secret leaves the address at once, so that no history or Referer holds it.
        if _link(pid, token):
            remember_token(request, pid, token)
        return redirect("portal:said", pid)
    link = _link(pid, tokens_of(request).get(pid, ""))
    if link is None:
        return _page(request, "gone", status=GONE)
    if request.method == "POST":
        return _judged(request, link)
    return _page(request, "spent" if link.spent_at else "open", link)


@never_cache
@require_POST
def said_survey(request: HttpRequest, pid: str) -> HttpResponse:
    """The survey, by the same link: its verdict is spent by then, and this has a mark of its own."""
    link = _link(pid, tokens_of(request).get(pid, ""))
    if link is None:
        return _page(request, "gone", status=GONE)
    form = SurveyForm(request.POST)
    if not form.is_valid():
        return _page(request, "spent", link, status=422, survey=form)
    try:
        say_as_reader(question=link.question, said=form.cleaned_data)
    except Refusal:
        return _page(request, "spent", link)
    return _page(request, "counted", link)


def _judged(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    satisfied, comment = request.POST.get("satisfied") == "yes", request.POST.get("comment", "")
    try:
        judge(link=link, satisfied=satisfied, comment=comment)
    except LinkSpent:
        return _page(request, "spent", link)
    except Refusal as refusal:
        return _page(request, "open", link, status=422, error=refusal.message, comment=comment)
    link.refresh_from_db()  # with its question, as it stands now
    return _page(request, "yes" if satisfied else "no", link)


def _link(pid: str, token: str) -> AnswerLink | None:
    link = AnswerLink.objects.select_related("question", "message").filter(pid=pid).first()
    return link if link and opens_answer(link, token) else None


def _page(
    request: HttpRequest, state: str, link: AnswerLink | None = None, status: int = 200, **more: object
) -> HttpResponse:
    survey = SurveyForm() if link and survey_of(link.question) else None
    context = {"state": state, "link": link, "exchange": _exchange(request, link), "survey": survey, **more}
    return render(request, "portal/said.html", context, status=status)


def _exchange(request: HttpRequest, link: AnswerLink | None) -> str:
    """Where to read on, for whoever has a way in of their own: this link, passed on, is none."""
    if link is None or not (link.question.asker_id or link.question.pid in tokens_of(request)):
        return ""
    return reverse("portal:question", args=[link.question.pid])
