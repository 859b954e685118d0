"""How a question is followed until its reader is satisfied: the head's page of rules, and a librarian's word on one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import asking_back, caring
from foreword.desk.models import CareRules
from foreword.desk.queries.care import care_figures
from foreword.workbench.permissions import at_the_desk, by_the_head, librarian
from foreword.workbench.service_forms import CareForm
from foreword.workbench.views.deeds import do


@require_safe
@by_the_head
def care(request: HttpRequest) -> HttpResponse:
    return _page(request, CareForm(instance=CareRules.standing()))


@require_POST
@by_the_head
def keep_rules(request: HttpRequest) -> HttpResponse:
    form = CareForm(request.POST, instance=CareRules.standing())
    if not form.is_valid():
        return _page(request, form, status=422)
    caring.keep_rules(rules=form.save(commit=False), by=librarian(request))
    messages.success(request, _("Kept."))
    return redirect("workbench:care")


@require_POST
@at_the_desk
def ask_no_more(request: HttpRequest, pid: str) -> HttpResponse:
    done = _("The reader is not reminded.")
    return do(
        request, pid, lambda question: asking_back.ask_no_more(question=question, by=librarian(request)), done=done
    )


def _page(request: HttpRequest, form: CareForm, status: int = 200) -> HttpResponse:
    return render(request, "workbench/care.html", {"form": form, "figures": care_figures()}, status=status)
