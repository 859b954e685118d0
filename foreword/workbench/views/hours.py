"""The page of opening hours: the ordinary week, seasons, single days. Each has its own small form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import hours as actions
from foreword.desk.models import ServiceHours, ServiceSeason, SpecialDay
from foreword.desk.queries.hours import open_words
from foreword.desk.refusals import BadDates, BadZone
from foreword.kernel.clock import ago
from foreword.workbench.permissions import by_the_head, librarian
from foreword.workbench.service_forms import DayForm, SeasonForm, WeekForm


@require_safe
@by_the_head
def hours(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@by_the_head
def set_week(request: HttpRequest) -> HttpResponse:
    form = WeekForm(request.POST)
    if not form.is_valid():
        return _page(request, week=form)
    try:
        actions.set_week(by=librarian(request), zone=form.cleaned_data["zone"], week=form.week)
    except BadZone as refusal:
        form.add_error("zone", refusal.message)
        return _page(request, week=form)
    return _done(request, _("These hours hold from now on."))


@require_POST
@by_the_head
def set_season(request: HttpRequest, pk: int = 0) -> HttpResponse:
    form = SeasonForm(request.POST, prefix=f"s{pk}")
    if not form.is_valid():
        return _page(request, season=form, pk=pk)
    try:
        actions.set_season(by=librarian(request), pk=pk, week=form.week, **form.dates_and_names)
    except BadDates as refusal:
        form.add_error("last", refusal.message)
        return _page(request, season=form, pk=pk)
    return _done(request, _("Kept."))


@require_POST
@by_the_head
def set_day(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST, prefix="day")
    if not form.is_valid():
        return _page(request, day=form)
    actions.set_day(by=librarian(request), **form.cleaned_data)
    return _done(request, _("Kept."))


@require_POST
@by_the_head
def drop_season(request: HttpRequest, pk: int) -> HttpResponse:
    return _drop(request, actions.drop_season, pk)


@require_POST
@by_the_head
def drop_day(request: HttpRequest, pk: int) -> HttpResponse:
    return _drop(request, actions.drop_day, pk)


def _drop(request: HttpRequest, story: Callable[..., None], pk: int) -> HttpResponse:
    story(by=librarian(request), pk=pk)
    return _done(request, _("Taken out."))


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("workbench:hours")


def _page(
    request: HttpRequest,
    *,
    week: WeekForm | None = None,
    season: SeasonForm | None = None,
    pk: int = 0,
    day: DayForm | None = None,
) -> HttpResponse:
    """With the form that was refused in its place, and its words beside the field."""
    refused = any(form is not None for form in (week, season, day))
    usual = ServiceHours.objects.first()
    seasons = ServiceSeason.objects.filter(last__gte=ago(days=30).date()).order_by("first", "pk")
    context: dict[str, Any] = {
        "now_words": open_words(),
        "usual": usual,
        "week": week or WeekForm.of(usual),
        "seasons": [(row, season if season and row.pk == pk else SeasonForm.of(row)) for row in seasons],
        "new_season": season if season and not pk else SeasonForm(prefix="s0"),
        "days": SpecialDay.objects.filter(day__gte=ago(days=7).date()).order_by("day"),
        "new_day": day or DayForm(prefix="day"),
        "open_season": pk,
    }
    return render(request, "workbench/hours.html", context, status=422 if refused else 200)
