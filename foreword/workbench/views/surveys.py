"""The librarian's part of the survey: for the answers of one's own that were drawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import Refusal
from foreword.desk.actions.surveying import say_as_librarian
from foreword.desk.models import Question
from foreword.desk.queries.surveys import surveys_to_do
from foreword.workbench.forms import SurveyForm
from foreword.workbench.permissions import at_the_desk, librarian


@require_safe
@at_the_desk
def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@at_the_desk
def say(request: HttpRequest, pid: str) -> HttpResponse:
    question = Question.objects.filter(pid=pid.replace("\0", ""), survey__librarian=librarian(request)).first()
    if question is None:
        raise Http404
    form = SurveyForm(request.POST, prefix=pid)
    if not form.is_valid():
        return _page(request, refused=form)
    try:
        say_as_librarian(question=question, by=librarian(request), said=form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Kept."))
    return redirect("workbench:surveys")


def _page(request: HttpRequest, refused: Any = None) -> HttpResponse:
    """With the form that was refused in its place."""

    def form(pid: str) -> Any:
        return refused if refused is not None and refused.prefix == pid else SurveyForm(prefix=pid)

    rows = [(survey, form(survey.question.pid)) for survey in surveys_to_do(librarian(request))]
    return render(request, "workbench/surveys.html", {"rows": rows}, status=422 if refused is not None else 200)
