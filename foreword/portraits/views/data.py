"""One's own data: taken away as a file, read on a page, erased."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foreword.kernel.erasure import erase_person, export_person
from foreword.people.models import Person
from foreword.portraits.exporting import readable
from foreword.portraits.views.owner import owned

WORD = "erase"


@require_safe
@owned
def download(_request: HttpRequest, person: Person) -> HttpResponse:
    response = JsonResponse(export_person(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="foreword-my-data.json"'
    return response


@require_safe
@owned
def read(request: HttpRequest, person: Person) -> HttpResponse:
    return render(request, "portraits/export.html", {"tables": readable(export_person(person))})


@require_http_methods(["GET", "POST"])
@owned
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Two steps: what will happen, and the reader's tick that it shall."""
    if request.method == "POST" and request.POST.get("sure") == WORD:
        logout(request)
        erase_person(person)
        return render(request, "portraits/erased.html")
    told = _("Tick the box first. Nothing was erased.") if request.method == "POST" else ""
    return render(request, "portraits/erase.html", {"told": told, "word": WORD})
