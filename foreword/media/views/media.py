"""A product in every medium, for whoever puts it there by hand; and one medium's HTML alone, in a frame of its own."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from foreword.media import renditions
from foreword.media.models import Placement, ProductPage
from foreword.media.plan_form import PlanForm
from foreword.media.queries import going_of
from foreword.media.queries.reach import reach_of
from foreword.media.renditions.poster import poster
from foreword.media.views.access import editor

SIZES: Final = {"a3": "A3", "a4": "A4", "a5": "A5", "bookmark": gettext_lazy("Bookmark")}
ALONE: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' {}"
"""Mail and articles carry their style on each tag, which our pages do not allow, and our pictures with our host."""


@require_safe
def every_medium(request: HttpRequest, pid: str) -> HttpResponse:
    """The newest text, the one that the editor shows."""
    page = _newest(request, pid)
    figures = reach_of(page.translation_key)
    rendered = [(renditions.NAMES[each.medium], each) for each in renditions.render_all(page.manuscript)]
    context = {
        "page": page,
        "renditions": rendered,
        "figures": figures,
        "going": going_of(page),
        "plan_form": PlanForm(),
    }
    return render(request, "media/every_medium.html", context)


@require_safe
def print_sheet(request: HttpRequest, pid: str, size: str) -> HttpResponse:
    page = _newest(request, pid)
    if size not in SIZES:
        raise Http404
    medium = "bookmark" if size == "bookmark" else "poster"
    places = Placement.objects.filter(medium=medium)
    place = places.filter(pid=request.GET.get("place", "")).first()
    with override(page.lang):
        rendition = poster(page.manuscript, place.pid if place else medium)
    context = {
        "page": page,
        "size": size,
        "sizes": SIZES.items(),
        "places": places,
        "place": place,
        "rendition": rendition,
    }
    return render(request, "media/print.html", context)


@require_safe
@xframe_options_sameorigin
def one_medium(request: HttpRequest, pid: str, medium: str) -> HttpResponse:
    page = _newest(request, pid)
    if medium not in renditions.MEDIA:
        raise Http404
    html = renditions.render(medium, page.manuscript).html
    response = HttpResponse(f'<!doctype html><html lang="{page.lang}"><meta charset="utf-8">{html}</html>')
    response["Content-Security-Policy"] = ALONE.format(settings.FOREWORD_PUBLIC_URL)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _newest(request: HttpRequest, pid: str) -> ProductPage:
    editor(request)
    page: ProductPage = get_object_or_404(ProductPage, pid=pid).get_latest_revision_as_object()
    return page
