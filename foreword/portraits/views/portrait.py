"""The page itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foreword.people.models import Person
from foreword.portraits.queries import portrait_of
from foreword.portraits.views.owner import owned


@require_safe
@owned
def portrait(request: HttpRequest, person: Person) -> HttpResponse:
    return render(request, "portraits/portrait.html", {"portrait": portrait_of(person)})
