"""The programme: what goes out where and when, and one publication with what can be done about it."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from foreword.kernel.clock import today
from foreword.media import actions, queries
from foreword.media.models import ProductPage, Publication
from foreword.media.plan_form import PlanForm, SettleForm, WhenForm
from foreword.media.views.access import editor
from foreword.people.models import Person

DEEDS: Final = {
    "again": actions.try_again,
    "cancel": actions.cancel,
    "correct": actions.correct,
    "withdraw": actions.withdraw,
}


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    editor(request)
    context = {"hands": queries.hands(), "week": queries.week_of(_day(request)), "lately": queries.lately()}
    return render(request, "media/programme.html", context)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    editor(request)
    number = request.GET.get("page", "")
    found = queries.listing(int(number) if number.isdecimal() and len(number) < 6 else 1)
    return render(request, "media/programme_list.html", {"listing": found})


@require_safe
def publication(request: HttpRequest, pid: str) -> HttpResponse:
    editor(request)
    row = _row(pid)
    when = WhenForm(initial={"at": row.due_at})
    return render(request, "media/publication.html", {"each": row, "when_form": when, "settle_form": SettleForm()})


@require_POST
def send_to(request: HttpRequest, pid: str) -> HttpResponse:
    by = editor(request)
    page = get_object_or_404(ProductPage, pid=pid)
    form = PlanForm(request.POST)
    if not form.is_valid():
        _refuse(request, form)
        return redirect("media:every-medium", pid)
    for account in form.cleaned_data["accounts"]:
        try:
            actions.plan(page=page, account=account, by=by, at=form.moment, asked=form.cleaned_data["asked"])
            messages.info(request, _("Planned: %(account)s.") % {"account": account})
        except actions.CannotPlan as refusal:
            messages.error(request, str(refusal))
    return redirect("media:every-medium", pid)


@require_POST
def correct_everywhere(request: HttpRequest, pid: str) -> HttpResponse:
    by = editor(request)
    page = get_object_or_404(ProductPage, pid=pid)
    asked = len(actions.correct_everywhere(page=page, by=by))
    words = ngettext("%(count)s is being corrected.", "%(count)s are being corrected.", asked)
    messages.info(request, words % {"count": asked})
    return redirect("media:every-medium", pid)


@require_POST
def move(request: HttpRequest, pid: str) -> HttpResponse:
    by, row, form = editor(request), _row(pid), WhenForm(request.POST)
    if not form.is_valid():
        _refuse(request, form)
    else:
        _try(request, lambda: actions.move(publication=row, by=by, at=form.moment))
    return _back(row)


@require_POST
def settle(request: HttpRequest, pid: str) -> HttpResponse:
    by, row, form = editor(request), _row(pid), SettleForm(request.POST)
    if not form.is_valid():
        _refuse(request, form)
    else:
        _try(request, lambda: actions.settle(publication=row, by=by, address=form.cleaned_data["address"]))
    return _back(row)


@require_POST
def deed(request: HttpRequest, pid: str, name: str) -> HttpResponse:
    by, row = editor(request), _row(pid)
    if name not in DEEDS:
        raise Http404
    _try(request, lambda: _do(name, row, by))
    return _back(row)


def _do(name: str, row: Publication, by: Person) -> None:
    DEEDS[name](publication=row, by=by)


def _try(request: HttpRequest, story: Callable[[], None]) -> None:
    try:
        story()
    except actions.CannotPlan as refusal:
        messages.error(request, str(refusal))


def _refuse(request: HttpRequest, form: Form) -> None:
    """Forms that stand in a line of a page: their refusal is told above it."""
    for name, errors in form.errors.items():
        for error in errors:
            messages.error(request, f"{form[name].label}: {error}")


def _row(pid: str) -> Publication:
    return get_object_or_404(Publication.objects.whole(), pid=pid)


def _back(row: Publication) -> HttpResponse:
    """A plan that was taken back has no page any more."""
    still = Publication.objects.filter(pk=row.pk).exists()
    return redirect("programme:publication", row.pid) if still else redirect("programme:programme")


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today()
