"""Reviews: the list, one of them, and what can be done with it. A refusal leaves what was written in its place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.actions import Refusal, reviewing, trusting
from foreword.desk.models import Review
from foreword.desk.quality.rubric import BEHAVIOURS
from foreword.desk.queries.reviews import review_page, reviews_page
from foreword.desk.queries.trust import mentees_of, standing_of
from foreword.workbench.permissions import at_the_desk, librarian


@require_safe
@at_the_desk
def listed(request: HttpRequest) -> HttpResponse:
    viewer = librarian(request)
    context = {"page": reviews_page(viewer), "standing": standing_of(viewer), "mentees": mentees_of(viewer)}
    return render(request, "workbench/reviews.html", context)


@require_safe
@at_the_desk
def review(request: HttpRequest, pid: str) -> HttpResponse:
    """Its author has read it by opening it."""
    response = _page(request, pid)
    found = _found(request, pid)
    if found.author_id == librarian(request).pk and found.decided_at and not found.seen_at:
        reviewing.mark_seen(review=found)
    return response


@require_POST
@at_the_desk
def take_up(request: HttpRequest, pid: str) -> HttpResponse:
    return _do(request, pid, reviewing.take_up)


@require_POST
@at_the_desk
def put_down(request: HttpRequest, pid: str) -> HttpResponse:
    return _do(request, pid, reviewing.put_down)


@require_POST
@at_the_desk
def withdraw(request: HttpRequest, pid: str) -> HttpResponse:
    found = _found(request, pid)
    try:
        reviewing.withdraw(review=found, by=librarian(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("workbench:review", pid)
    messages.success(request, _("It is your draft again."))
    return redirect("workbench:question", found.question.pid)


@require_POST
@at_the_desk
def decide(request: HttpRequest, pid: str) -> HttpResponse:
    """`as` is send, return or rate."""
    found, given, by = _found(request, pid), request.POST, librarian(request)
    scores = {name: given.get(name, "") for name in BEHAVIOURS}
    note, text, seen = given.get("note", ""), given.get("text", ""), given.get("seen", "")
    read = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    try:
        if given.get("as") == "return":
            reviewing.return_to_author(review=found, by=by, note=note, scores=scores, text=text)
            done = _("Returned. The author finds it in their list.")
        elif given.get("as") == "send":
            reviewing.send_reviewed(review=found, by=by, text=text, scores=scores, note=note, seen=read)
            done = _("Sent to the reader. The author sees what you changed.")
        else:
            reviewing.rate(review=found, by=by, scores=scores, note=note)
            done = _("Noted. The author sees it in their list.")
    except Refusal as refusal:
        return _page(request, pid, error=refusal.message, text=text, note=note, scores=scores)
    messages.success(request, done)
    return redirect("workbench:reviews")


@require_POST
@at_the_desk
def away(request: HttpRequest) -> HttpResponse:
    """A mentor is away until and with a day; an empty day: they are there."""
    trusting.be_away(mentor=librarian(request), until=_day(request.POST.get("until", "")))
    return redirect("workbench:reviews")


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _do(request: HttpRequest, pid: str, story: Any) -> HttpResponse:
    try:
        story(review=_found(request, pid), by=librarian(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("workbench:review", pid)


def _found(request: HttpRequest, pid: str) -> Review:
    rows = Review.objects.visible_to(librarian(request)).select_related("question__conversation", "author")
    found = rows.filter(pid=pid.replace("\0", "")).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, pid: str, *, error: str = "", scores: dict[str, str] | None = None, **kept: Any
) -> HttpResponse:
    """With `kept`: what was written and chosen before it was refused."""
    try:
        page = review_page(pid.replace("\0", ""), librarian(request), chosen=scores)
    except Review.DoesNotExist:
        raise Http404 from None
    context = {"page": page, "review": page.review, "question": page.question, "error": error, **kept}
    return render(request, "workbench/review.html", context, status=422 if error else 200)
