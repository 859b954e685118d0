"""Today, and what the reader says of an answer on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.portal.actions import judge_answer, note_seen
from foreword.portal.queries.today import today_page
from foreword.portal.responses import render_then
from foreword.portal.views.viewer import language, viewer_of, wants_fragment
from foreword.push.models import Objection


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = today_page(viewer, lang=language())
    return render_then(
        request,
        "portal/today.html",
        {"page": page},
        after=lambda: note_seen(person=viewer, deliveries=page.deliveries),
    )


@require_POST
def outcome(request: HttpRequest, delivery: str) -> HttpResponse:
    said = request.POST.get("outcome", "")
    why = request.POST.get("objection", "")
    known = judge_answer(person=viewer_of(request), delivery=delivery, outcome=said, objection=why)
    if wants_fragment(request):
        context = {
            "delivery": delivery,
            "outcome": said if known else "",
            "objection": why,
            "objections": Objection.choices,
        }
        return render(request, "portal/outcome.html", context)
    messages.success(request, words_for(said) if known else _("That answer is no longer here."))
    return redirect("portal:today")


def words_for(outcome: str) -> str:
    if outcome == "less":
        return _("For three months nothing on this topic comes by itself.")
    if outcome == "useful":
        return _("Noted. More like this will come when you need it.")
    return _("Set aside. You will not be shown this again.")
