"""Who may come to the media center's pages. For everybody else they do not exist: 404, never 403."""

from django.http import Http404, HttpRequest

from foreword.people.models import Person


def editor(request: HttpRequest) -> Person:
    if not (isinstance(request.user, Person) and request.user.is_editor):
        raise Http404
    return request.user
