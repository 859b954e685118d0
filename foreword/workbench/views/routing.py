"""A question goes on to another desk by hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk.actions.chatting import pass_on as hand_on
from foreword.desk.actions.routing import reroute as send_on
from foreword.people.models import Person
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


@require_POST
@at_the_desk
def pass_on(request: HttpRequest, pid: str) -> HttpResponse:
    """A question, and the chat about it, goes to a colleague with a word about it."""
    to = Person.objects.at_the_desk().filter(pid=request.POST.get("to", "")[:32]).first()
    if to is None:
        raise Http404
    note, by = request.POST.get("note", ""), librarian(request)
    done = _("Handed to %(name)s.") % {"name": to.name}
    return do(request, pid, lambda question: hand_on(question=question, to=to, note=note, by=by), done=done)
