"""A page on which one may record: the microphone for itself alone, its own recordings to listen to."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ALLOWED: Final = "camera=(), geolocation=(), microphone=(self)"

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def may_record(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    listened = csp_update({"media-src": [SELF, "blob:"]})(view)

    @wraps(view)
    def allowed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        response = cast("R", listened(request, *args, **kwargs))
        response.headers["Permissions-Policy"] = ALLOWED
        return response

    return allowed
