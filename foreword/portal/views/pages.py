"""Pages that only say something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /rt/
Disallow: /studio/
Disallow: /admin/
Disallow: /*/questions/
Disallow: /*/my/
Disallow: /*/desk/
Disallow: /*/insight/
Disallow: /*/account/
Disallow: /*/demo/
Disallow: /*/search/
Disallow: /*/ask/
"""


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
