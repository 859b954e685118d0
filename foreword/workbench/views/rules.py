"""The page of rules: who gets a question first, and how soon it is answered."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import rules as actions
from foreword.desk.models import RoutingRule, ServiceTarget
from foreword.desk.queries.routing import conditions
from foreword.workbench.permissions import by_the_head, librarian
from foreword.workbench.service_forms import RuleForm, TargetForm

FORMS: Final[dict[str, Any]] = {"routes": RuleForm, "targets": TargetForm}


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the page: its rows, each with its words and its form, and an empty form."""

    kind: str
    title: str
    help: str
    none: str
    add: str
    rows: list[tuple[Any, str, Any]]
    new: Any


@require_safe
@by_the_head
def rules(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@by_the_head
def keep(request: HttpRequest, kind: str, pk: int = 0) -> HttpResponse:
    form = _form(kind)(request.POST, instance=_row(kind, pk) if pk else None, prefix=f"{kind}{pk}")
    if not form.is_valid():
        return _page(request, refused=form)
    actions.keep(by=librarian(request), row=form.save(commit=False))
    messages.info(request, _("Kept."))
    return redirect("workbench:rules")


@require_POST
@by_the_head
def drop(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    actions.drop(by=librarian(request), row=_row(kind, pk))
    messages.info(request, _("Taken out."))
    return redirect("workbench:rules")


def _form(kind: str) -> Any:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _row(kind: str, pk: int) -> Any:
    found = _form(kind).Meta.model.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, refused: Any = None) -> HttpResponse:
    first = _("The first rule that fits counts. Everybody at the desk still sees every question.")
    time = _("In minutes of opening; the clock stands still while the reader is to reply. The first that fits counts.")
    no_rule = _("Until there is a rule, every question stands in the common queue.")
    no_target = _("Until there is a target, no question has a due date.")
    routes = _part("routes", _("Who gets it first"), first, no_rule, refused)
    targets = _part("targets", _("How soon it is answered"), time, no_target, refused)
    status = 200 if refused is None else 422
    return render(request, "workbench/rules.html", {"parts": [routes, targets]}, status=status)


def _part(kind: str, title: str, help_text: str, none: str, refused: Any) -> Part:
    """With the form that was refused in its place."""

    def form(prefix: str, row: Any = None) -> Any:
        return refused if refused is not None and refused.prefix == prefix else FORMS[kind](instance=row, prefix=prefix)

    found = FORMS[kind].Meta.model.objects.all()
    rows = [(row, _words(row), form(f"{kind}{row.pk}", row)) for row in found]
    add = _("Add a rule") if kind == "routes" else _("Add a target")
    return Part(kind, title, help_text, none, add, rows, form(f"{kind}0"))


def _words(row: RoutingRule | ServiceTarget) -> str:
    if isinstance(row, RoutingRule):
        target = row.person.name if row.person else str(row.get_target_display())
        return f"{conditions(row) or _('every')} → {target}"
    urgent = {None: "", True: _("urgent"), False: _("not urgent")}[row.urgent]
    asked = _(", ").join(filter(None, [str(row.get_kind_display()) if row.kind else "", urgent])) or _("every")
    said = _("first reply %(first)s min, answer %(answer)s min") % {"first": row.first_reply, "answer": row.answer}
    return f"{asked} → {said}"
