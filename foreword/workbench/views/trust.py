"""How student librarians are trusted: the rules, each person's level with its history, mentors. For the head."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import Refusal, trusting
from foreword.desk.models import Level
from foreword.desk.queries.reviews import rules
from foreword.desk.queries.surveys import survey_figures
from foreword.desk.queries.trust import reviewers, standings
from foreword.people.models import Person
from foreword.workbench.permissions import by_the_head, librarian
from foreword.workbench.service_forms import QualityForm


@require_safe
@by_the_head
def quality(request: HttpRequest) -> HttpResponse:
    return _page(request, QualityForm(instance=rules()))


@require_POST
@by_the_head
def keep_rules(request: HttpRequest) -> HttpResponse:
    form = QualityForm(request.POST, instance=rules())
    if not form.is_valid():
        return _page(request, form, status=422)
    trusting.keep_rules(rules=form.save(commit=False), by=librarian(request))
    messages.success(request, _("Kept."))
    return redirect("workbench:quality")


@require_POST
@by_the_head
def set_level(request: HttpRequest, pid: str) -> HttpResponse:
    given = {"level": request.POST.get("level", ""), "words": request.POST.get("words", "")}
    return _do(request, lambda: trusting.set_level(person=_person(pid), by=librarian(request), **given))


@require_POST
@by_the_head
def set_mentor(request: HttpRequest, pid: str) -> HttpResponse:
    chosen = request.POST.get("mentor", "")
    mentor = _person(chosen) if chosen else None
    return _do(request, lambda: trusting.pair(mentee=_person(pid), mentor=mentor, by=librarian(request)))


def _do(request: HttpRequest, story: Any) -> HttpResponse:
    try:
        story()
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Kept."))
    return redirect("workbench:quality")


def _person(pid: str) -> Person:
    found = Person.objects.at_the_desk().filter(pid=pid.replace("\0", "")).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, form: QualityForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "standings": standings(), "levels": Level.choices, "reviewers": reviewers()}
    context["survey"] = survey_figures()
    return render(request, "workbench/quality.html", context, status=status)
