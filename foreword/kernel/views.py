"""For whoever watches the server: is it alive, is it ready."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from foreword.kernel.queries import health


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Alive: it answers. It asks nothing of the database, so that a slow one does not get the process killed."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    state = health()
    return JsonResponse(state, status=200 if state["ready"] else 503)
