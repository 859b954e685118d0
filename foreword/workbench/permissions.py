"""Who may come to the desk. For everybody else these pages do not exist: 404, never 403.

All desk roles may claim and answer; publishing is the editors' (knowledge checks that itself).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from foreword.people.models import Person

P = ParamSpec("P")


def at_the_desk(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (isinstance(request.user, Person) and request.user.is_librarian):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def by_the_head(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """How the service is run is for the head of service and administrators."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (isinstance(request.user, Person) and request.user.is_head):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def librarian(request: HttpRequest) -> Person:
    """The person behind a request that `at_the_desk` has let through."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
