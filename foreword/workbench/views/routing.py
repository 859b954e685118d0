"""A question goes on to another desk by hand."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk.actions.routing import reroute as send_on
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.views.deeds import do


@require_POST
@at_the_desk
def reroute(request: HttpRequest, pid: str) -> HttpResponse:
    target, reason = request.POST.get("target", ""), request.POST.get("reason", "")
    return do(
        request,
        pid,
        lambda question: send_on(question=question, target=target, reason=reason, by=librarian(request)),
        done=_("Sent on."),
    )
