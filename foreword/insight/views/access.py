"""Insight is for the staff whose role may see it. Everybody else learns nothing, not even that it is there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from foreword.people.models import Person
from foreword.people.permissions import may

View = Callable[..., HttpResponse]


def only_for(verb: str) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not may(request.user if isinstance(request.user, Person) else None, verb):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


staff_only = only_for("loop.see")
head_only = only_for("figures.see")
readers_only = only_for("readers.see")
