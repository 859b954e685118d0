"""Insight is for the staff. Everybody else learns nothing, not even that it is there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def staff_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        user = request.user
        if not (user.is_authenticated and (user.is_librarian or user.is_editor)):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
