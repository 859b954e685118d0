"""Where reply templates and macros are written. For everybody who may not change them this page is not there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import Refusal, templating
from foreword.desk.models import ReplyTemplate
from foreword.desk.placeholders import PLACEHOLDERS
from foreword.people.permissions import may
from foreword.workbench.forms import TemplateForm
from foreword.workbench.permissions import at_the_desk, librarian


@require_safe
@at_the_desk
def listed(request: HttpRequest) -> HttpResponse:
    _refuse_role(request)
    edited = ReplyTemplate.objects.filter(pid=request.GET.get("edit", "").replace("\0", "")).first()
    return _page(request, TemplateForm.of(edited), edited)


@require_POST
@at_the_desk
def save(request: HttpRequest) -> HttpResponse:
    _refuse_role(request)
    pid = request.POST.get("template", "")
    edited = get_object_or_404(ReplyTemplate, pid=pid) if pid else None
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, form, edited)
    try:
        templating.save_template(
            by=librarian(request), wording=templating.Wording(**form.cleaned_data), template=edited
        )
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _page(request, form, edited)
    messages.success(request, _("Kept."))
    return redirect("workbench:templates")


@require_POST
@at_the_desk
def delete(request: HttpRequest, template: str) -> HttpResponse:
    _refuse_role(request)
    templating.delete_template(by=librarian(request), template=get_object_or_404(ReplyTemplate, pid=template))
    messages.success(request, _("Deleted."))
    return redirect("workbench:templates")


def _page(request: HttpRequest, form: TemplateForm, edited: ReplyTemplate | None) -> HttpResponse:
    context = {
        "templates": ReplyTemplate.objects.select_related("changed_by").order_by("name"),
        "form": form,
        "edited": edited,
        "placeholders": [(f"{{{name}}}", words) for name, words in PLACEHOLDERS.items()],
    }
    return render(request, "workbench/templates.html", context)


def _refuse_role(request: HttpRequest) -> None:
    if not may(librarian(request), "template.change"):
        raise Http404
