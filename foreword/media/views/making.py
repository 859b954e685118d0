"""How far a making is, and stopping it: the same for sound and film."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foreword.media.actions import stop_making
from foreword.media.models import Making
from foreword.media.views.access import editor


@require_safe
def progress(request: HttpRequest, pid: str) -> HttpResponse:
    """The page asks while something is being made, and loads anew at the end."""
    making = _making(request, pid)
    response = render(request, "media/making.html", {"making": making})
    if not making.is_open:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def stop(request: HttpRequest, pid: str) -> HttpResponse:
    making = _making(request, pid)
    stop_making(making=making)
    return redirect("media:film" if making.kind == Making.Kind.FILM else "media:sound", making.product.pid)


def _making(request: HttpRequest, pid: str) -> Making:
    editor(request)
    return get_object_or_404(Making.objects.select_related("product"), pid=pid)
