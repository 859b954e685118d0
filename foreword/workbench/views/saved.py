"""Keeping a way of looking at the queue under a name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk.actions import Refusal, viewing
from foreword.desk.models import SavedView
from foreword.desk.queries import VIEWS
from foreword.desk.queries.filters import wanted_of
from foreword.workbench.permissions import at_the_desk, librarian


@require_POST
@at_the_desk
def save(request: HttpRequest) -> HttpResponse:
    given = request.POST
    view = given.get("view", "") if given.get("view") in VIEWS else "open"
    filters = {"view": view, **wanted_of(given)}
    try:
        viewing.save_view(
            owner=librarian(request), name=given.get("name", ""), filters=filters, shared=bool(given.get("shared"))
        )
    except Refusal:
        messages.error(request, _("Give the view a name."))
    return redirect(f"{reverse('workbench:desk')}?{urlencode(filters)}")


@require_POST
@at_the_desk
def delete(request: HttpRequest, view: str) -> HttpResponse:
    by = librarian(request)
    found = get_object_or_404(SavedView.objects.for_person(by), pid=view)
    try:
        viewing.delete_view(view=found, by=by)
    except Refusal:
        messages.error(request, _("Only whoever shared this view, or the head of service, can delete it."))
    return redirect("workbench:desk")
