"""The media center's first page: what waits, and saying of a product that it still stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.media.actions import CannotStand, still_right
from foreword.media.models import ProductPage
from foreword.media.queries import waiting_work
from foreword.media.views.access import editor


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    editor(request)
    return render(request, "media/waiting.html", {"waiting": waiting_work()})


@require_POST
def mark_still_right(request: HttpRequest, pid: str) -> HttpResponse:
    by = editor(request)
    page = get_object_or_404(ProductPage.objects.live(), pid=pid)
    try:
        still_right(page=page, by=by)
        messages.info(request, _("Noted: it still stands."))
    except CannotStand as refusal:
        messages.error(request, str(refusal))
    return redirect("media:waiting")
