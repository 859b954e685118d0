"""The HTTP API: the rooms' routers under /api/v1, errors as problem details (RFC 9457)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from foreword.desk.api import router as desk
from foreword.portraits.api import router as portraits
from foreword.push.api import router as push
from foreword.search.api import router as search

api = NinjaAPI(title="Foreword", version="1", urls_namespace="api", docs_url=None)


def _problem(request: HttpRequest, status: int, title: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    response = api.create_response(request, body, status=status)
    response.headers["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    response = _problem(request, error.status_code, str(error))
    for name, value in getattr(error, "headers", {}).items():
        response.headers[name] = value
    return response


@api.exception_handler(ValidationError)
def on_validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [{"field": ".".join(map(str, each["loc"][1:])), "message": each["msg"]} for each in error.errors]
    return _problem(request, 422, "Some fields cannot be read.", errors=fields)


for router in (search, desk, portraits, push):
    api.add_router("", router)
