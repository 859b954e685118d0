"""Whose portrait it is, and how a changed one is answered."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from foreword.people.models import Person
from foreword.portraits.queries import portrait_of

Page = Callable[..., HttpResponse]


def owned(view: Page) -> Page:
    """Only for who is signed in, whom the view is given; others are shown what this place is, and where to sign in."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not isinstance(request.user, Person):
            return render(request, "portraits/signed_out.html")
        response = view(request, request.user, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return wrapped


def changed(request: HttpRequest, person: Person, said: str, *, anchor: str = "") -> HttpResponse:
    """The changed portrait: its part of the page for a script, else the whole page anew."""
    if request.headers.get("HX-Request") == "true":
        return render(request, "portraits/body.html", {"portrait": portrait_of(person), "said": said})
    messages.success(request, said)
    return redirect(reverse("portraits:portrait") + (f"#{anchor}" if anchor else ""))
