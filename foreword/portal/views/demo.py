"""The demo library: one click signs in as each role. Not there at all on a real library's server."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from foreword.people.models import Person
from foreword.portal.queries.cast import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    if not settings.FOREWORD_DEMO:
        raise Http404
    if request.method == "GET":
        return render(request, "portal/sign_in_as.html", {"cast": cast()})
    logout(request)
    pid = request.POST.get("person", "")
    if not pid:
        return redirect("portal:today")
    person = get_object_or_404(Person, pid=pid, is_active=True)
    login(request, person, backend=BACKEND)
    return redirect("workbench:desk" if person.is_librarian else "portal:today")
