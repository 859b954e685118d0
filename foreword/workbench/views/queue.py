"""The queue: as the desk's first page, and as the pane that refreshes itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions.chatting import be_here
from foreword.kernel.microphone import may_record
from foreword.workbench import queries
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.views.frame import frame


@may_record
@require_safe
@at_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    """Questions are opened in this very page."""
    return render(request, "workbench/desk.html", frame(request))


@require_safe
@at_the_desk
def queue_pane(request: HttpRequest) -> HttpResponse:
    """Says, too, whether the question that stands open (`at`) has something the page has not `seen`."""
    at, seen = request.GET.get("at", ""), request.GET.get("seen", "")
    response = render(request, "workbench/queue.html", frame(request, at=at))
    if at and seen.isdecimal() and queries.last_number(at) > int(seen):
        response.headers["HX-Trigger"] = "thread-news"
    return response


@require_POST
@at_the_desk
def presence(request: HttpRequest) -> HttpResponse:
    """Whether this librarian takes chats; their being there is what the desk's stream says."""
    be_here(person=librarian(request), takes_chats=request.POST.get("takes_chats") == "yes")
    if not request.headers.get("HX-Request"):
        return redirect("workbench:desk")
    return render(request, "workbench/queue.html", frame(request, at=request.POST.get("at", "")[:32]))
