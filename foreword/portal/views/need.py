"""One answer at the point of need on the library's own pages, and the word that none is wanted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from foreword.people.models import Dimension
from foreword.people.queries import agreed_to
from foreword.portal.queries.need import at_need
from foreword.portal.views.viewer import language, viewer_of
from foreword.portraits.actions import declare


@require_POST
def need(request: HttpRequest) -> HttpResponse:
    """Posted, so that what was searched for stands in no address."""
    return answer(request)


@require_POST
def away(request: HttpRequest) -> HttpResponse:
    """For good: kept with the portrait where it may hold how its reader likes to be helped, else by the browser."""
    person = viewer_of(request)
    if person is not None and Dimension.STYLE in agreed_to(person):
        declare(person=person, key="offers", value="no")
    return HttpResponse(status=204)


def answer(request: HttpRequest) -> HttpResponse:
    page = [request.POST.get(name, "") for name in ("title", "course", "topic")]
    found = at_need(request.POST.getlist("words"), page, lang=language())
    return render(request, "portal/need.html", {"offered": found}) if found else HttpResponse(status=204)
