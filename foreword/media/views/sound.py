"""The desk's page of a product's spoken version: its state, the script, and what an editor can do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.media.actions import (
    RecordingRefused,
    ask_for_reading,
    remove_narration,
    send_recording,
)
from foreword.media.models import ProductPage
from foreword.media.queries import sound_work
from foreword.media.renditions.script import script_of
from foreword.media.sound.trouble import Trouble
from foreword.media.views.access import editor


@require_safe
def sound(request: HttpRequest, pid: str) -> HttpResponse:
    page = _page(request, pid)
    return render(request, "media/sound.html", {"page": page, "work": sound_work(page)})


@require_safe
def script(request: HttpRequest, pid: str) -> HttpResponse:
    """To read from, in a studio: large, as it is said."""
    page = _page(request, pid)
    return render(request, "media/script.html", {"page": page, "script": script_of(page.manuscript)})


@require_POST
def read(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        ask_for_reading(page=_page(request, pid))
    except Trouble as trouble:
        messages.error(request, str(trouble))
    return redirect("media:sound", pid)


@require_POST
def record(request: HttpRequest, pid: str) -> HttpResponse:
    page, file = _page(request, pid), request.FILES.get("recording")
    if file is None:
        messages.error(request, _("Choose a recording first."))
        return redirect("media:sound", pid)
    try:
        send_recording(page=page, file=file)
    except RecordingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("media:sound", pid)


@require_POST
def remove(request: HttpRequest, pid: str) -> HttpResponse:
    remove_narration(page=_page(request, pid))
    messages.info(request, _("Readers no longer hear it."))
    return redirect("media:sound", pid)


def _page(request: HttpRequest, pid: str) -> ProductPage:
    """As it is published: that is what is read aloud."""
    editor(request)
    return get_object_or_404(ProductPage.objects.select_related("locale", "topic"), pid=pid)
