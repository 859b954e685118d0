"""Insight is for the staff whose role may see the loop. Everybody else learns nothing, not even that it is there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from foreword.people.models import Person
from foreword.people.permissions import may

View = Callable[..., HttpResponse]


def staff_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may(request.user if isinstance(request.user, Person) else None, "loop.see"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
