"""Who is asking, as the pages need to know it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from foreword.people.models import Person

TOKENS = "question_tokens"
MOST_TOKENS = 30


def viewer_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def language() -> str:
    return get_language() or "en"


def tokens_of(request: HttpRequest) -> dict[str, str]:
    """The secret links that this browser has been given, question by question.

    What a guest was given is not handed to whoever signs in afterwards: it may be somebody else's machine (P14).
    """
    kept: Any = request.session.get(TOKENS)
    if not isinstance(kept, dict) or kept.get("holder", "") != _holder(request):
        return {}
    return dict(kept.get("links", {}))


def _holder(request: HttpRequest) -> str:
    viewer = viewer_of(request)
    return viewer.pid if viewer else ""


def remember_token(request: HttpRequest, pid: str, token: str) -> None:
    kept = tokens_of(request)
    kept.pop(pid, None)
    links = dict([*kept.items(), (pid, token)][-MOST_TOKENS:])
    request.session[TOKENS] = {"holder": _holder(request), "links": links}


def wants_fragment(request: HttpRequest) -> bool:
    """A script asks for the part that changed; without script the whole page is asked for."""
    return request.headers.get("HX-Request") == "true"


def gone_to(request: HttpRequest, name: str, pid: str) -> HttpResponse:
    """The next page: a script that has sent a form with its files is told where, and goes there itself."""
    if not wants_fragment(request):
        return redirect(name, pid)
    return HttpResponse(status=204, headers={"HX-Redirect": reverse(name, args=[pid])})
