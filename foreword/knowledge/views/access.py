"""Only editors and librarians who may publish see the review; for anybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from foreword.people.models import Person

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "is_editor", False):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def editor(request: HttpRequest) -> Person:
    return cast("Person", request.user)
