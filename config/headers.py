"""Pages may be personal: no shared cache keeps one, unless its view says that it may (trust.md 14.3)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class PrivateByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response
