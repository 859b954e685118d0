"""The suggested answer: made when asked for, put into the box whole or by the sentence, sent by a person alone."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.desk.actions import Refusal, suggesting
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.suggested import suggestion_page
from foreword.workbench.views.deeds import address, opened
from foreword.workbench.views.work import page

_SALT = "workbench.suggestion"
_SHIFT_SECONDS = 14 * 60 * 60


@require_POST
@at_the_desk
def suggest(request: HttpRequest, pid: str) -> HttpResponse:
    """By script only the suggestion is put under the box; without, the page again with what was written."""
    question, text = opened(request, pid), request.POST.get("text", "")
    try:
        made = suggesting.suggest(question=question, by=librarian(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(address(request, pid))
    return _shown(request, pid, text, made)


@require_POST
@at_the_desk
def insert(request: HttpRequest, pid: str) -> HttpResponse:
    """`part` is the number of a sentence, or "all"."""
    question, text = opened(request, pid), request.POST.get("text", "")
    try:
        kept = signing.loads(request.POST.get("suggestion", ""), salt=f"{_SALT}:{pid}", max_age=_SHIFT_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("This suggestion is too old. Ask for it again."))
        return page(request, pid, draft=text)
    made, part = suggesting.unpacked(kept), request.POST.get("part", "all")
    which = [int(part)] if part.isdecimal() and len(part) < 4 and int(part) < len(made.parts) else []
    try:
        text = suggesting.insert(
            question=question,
            by=librarian(request),
            suggestion=made,
            which=which or range(len(made.parts)),
            text=text,
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return page(request, pid, draft=text, **(_context(pid, made) if which else {}))


def _shown(request: HttpRequest, pid: str, text: str, made: suggesting.Suggestion) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "workbench/suggestion.html", {"question": {"pid": pid}, **_context(pid, made)})
    return page(request, pid, draft=text, **_context(pid, made))


def _context(pid: str, made: suggesting.Suggestion) -> dict[str, Any]:
    packed = signing.dumps(suggesting.packed(made), salt=f"{_SALT}:{pid}", compress=True)
    return {"suggestion": suggestion_page(made), "packed": packed, "trouble": suggesting.TROUBLES.get(made.trouble, "")}
