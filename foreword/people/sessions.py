"""Who is signed in, as the API needs to know it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.utils import check_csrf

from foreword.people.models import Person


def signed_in(request: HttpRequest) -> Person | None:
    """A browser sends its reader's cookie unasked, so whatever changes something needs the CSRF token as well."""
    person = request.user if isinstance(request.user, Person) else None
    if person and request.method not in {"GET", "HEAD"} and check_csrf(request):
        raise HttpError(403, _("Please load the page again, then try once more."))
    return person
