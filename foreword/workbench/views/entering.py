"""Quick entry of what was asked by phone or at the desk: a form; with script, its entries survive a lost line."""

import secrets
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foreword.channels.models import Medium
from foreword.desk.actions.quick_entry import enter_question
from foreword.desk.refusals import Refusal
from foreword.workbench.entry_form import EntryForm
from foreword.workbench.permissions import at_the_desk, librarian


@require_http_methods(["GET", "POST"])
@at_the_desk
def enter(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, EntryForm(initial={"medium": Medium.DESK, "key": secrets.token_urlsafe(12)}))
    if request.POST.get("person", librarian(request).pid) != librarian(request).pid:
        return _of_another()
    form = EntryForm(request.POST)
    if form.is_valid():
        try:
            question = enter_question(by=librarian(request), entry=form.entry(get_language() or "en"))
        except Refusal as refusal:
            form.add_error("contact" if refusal.code == "bad-contact" else "text", refusal.message)
    by_script = request.accepts("application/json") and not request.accepts("text/html")
    if form.errors:
        return _refused(form) if by_script else _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    url = reverse("workbench:question", args=[question.pid])
    if by_script:
        return JsonResponse({"url": url, "headline": question.headline}, status=HTTPStatus.CREATED)
    messages.success(request, _("Written down."))
    return redirect("workbench:enter")


@require_safe
@at_the_desk
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page without a connection. Its place is its scope: this page and no other."""
    return render(request, "workbench/entry_worker.js", content_type="text/javascript; charset=utf-8")


def _page(request: HttpRequest, form: EntryForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "workbench/enter.html", {"form": form, "me": librarian(request)}, status=status)


def _of_another() -> HttpResponse:
    """An entry is its writer's: one that waited in a browser is not sent in the name of who signed in there since."""
    return JsonResponse({"title": _("Written by somebody else.")}, status=HTTPStatus.CONFLICT)


def _refused(form: EntryForm) -> HttpResponse:
    said = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return JsonResponse({"title": said}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
