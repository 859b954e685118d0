"""What a mail's links lead to. Opening one changes nothing: programs open links, too. Only a button says something."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foreword.push import actions
from foreword.push.links import delivery_behind, person_behind
from foreword.push.models import Objection, Outcome
from foreword.push.queries import present
from foreword.search.viewers import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
def said(request: HttpRequest, token: str) -> HttpResponse:
    delivery = delivery_behind(token)
    if delivery is None:
        raise Http404
    if request.method == "POST":
        outcome, objection = request.POST.get("outcome", ""), request.POST.get("objection", "")
        try:
            actions.give_outcome(delivery=delivery, outcome=outcome, objection=objection)
        except actions.UnknownOutcome as unknown:
            raise Http404 from unknown
    shown = present([(delivery.kind, delivery.key)], Viewer.of(delivery.person), request.LANGUAGE_CODE)
    context = {
        "delivery": delivery,
        "shown": shown.get((delivery.kind, delivery.key)),
        "objections": Objection.choices,
        "outcomes": Outcome,
    }
    return render(request, "push/said.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a mail program posts here without a page, so there is no token of ours in the form."""
    person = person_behind(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(person=person)
    return render(request, "push/unsubscribe.html", {"done": request.method == "POST"})
