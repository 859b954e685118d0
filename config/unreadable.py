"""What no database can hold is a bad request, not a failure of ours: a NUL in an address, a word longer than its field.

SQLite takes such things and finds nothing; PostgreSQL refuses them, and here the refusal becomes an answer.
"""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.defaults import bad_request


class RefuseTheUnreadable:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DataError):
            return None
        if request.path.startswith("/api/"):
            problem = {"type": "about:blank", "title": "Some fields cannot be read.", "status": 400}
            return JsonResponse(problem, status=400, content_type="application/problem+json")
        return bad_request(request, error)
