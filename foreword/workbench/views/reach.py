"""How far the media center's products reach: a page, a table for spreadsheets, and the places where codes hang."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foreword.insight.sheets import Cell, sheet
from foreword.media.models import Placement, Reach
from foreword.media.queries.reach import reach
from foreword.people.models import Person
from foreword.workbench.reach_forms import SPANS, PlacementForm, span_of


@require_http_methods(["GET", "HEAD", "POST"])
def reach_page(request: HttpRequest) -> HttpResponse:
    _editor(request)
    form = PlacementForm(request.POST or None)
    if form.is_valid():
        form.save()
        messages.info(request, _("It can be chosen where posters are printed."))
        return redirect("workbench:reach")
    days = span_of(request.GET.get("days", ""))
    context = {
        "view": reach(days),
        "days": days,
        "spans": SPANS.items(),
        "form": form,
        "placed": Placement.objects.all(),
    }
    return render(request, "workbench/reach.html", context, status=422 if form.is_bound else 200)


@require_safe
def reach_csv(request: HttpRequest) -> HttpResponse:
    _editor(request)
    view = reach(span_of(request.GET.get("days", "")))
    head: list[Cell] = [_("Product"), _("Medium"), _("Where it hangs or lies"), _("In what way"), _("Times")]
    words = {**dict(Reach.What.choices), "shown": _("shown on screens")}
    rows: list[list[Cell]] = [
        [row.product, row.medium, row.placement, str(words[row.what]), row.times] for row in view.told
    ]
    response = HttpResponse(sheet([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="reach-{view.since}-{view.until}.csv"'
    return response


def _editor(request: HttpRequest) -> None:
    if not (isinstance(request.user, Person) and request.user.is_editor):
        raise Http404
