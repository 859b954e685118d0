"""The review queue, one draft, and what a reviewer can do with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.knowledge import actions, queries
from foreword.knowledge.actions.refusals import Refused
from foreword.knowledge.forms import DraftForm
from foreword.knowledge.models import Entry
from foreword.knowledge.views.access import editor, editors_only


@require_safe
@editors_only
def review(request: HttpRequest) -> HttpResponse:
    drafts = queries.review_queue(editor(request), get_language() or "en")
    return render(request, "knowledge/review.html", {"drafts": drafts})


@editors_only
def draft(request: HttpRequest, pid: str) -> HttpResponse:
    """Shows the draft; a POST keeps what was written, whichever button it was, and then does what the button says."""
    page = _page(request, pid)
    if request.method != "POST":
        return _draft_page(request, page, DraftForm.of(page))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, page, form)
    try:
        actions.revise_draft(
            entry=page.entry,
            texts=form.texts(),
            wordings=form.wordings(),
            topic=form.cleaned_data["topic"],
            clc=form.cleaned_data["clc"],
            audience=form.cleaned_data["audience"],
            seasons=form.cleaned_data["seasons"],
        )
        return _then(request, page.entry)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _draft_page(request, _page(request, pid), form)


def _then(request: HttpRequest, entry: Entry) -> HttpResponse:
    if request.POST.get("then") != "publish":
        messages.info(request, _("Saved."))
        return redirect("knowledge:draft", pid=entry.pid)
    actions.publish_entry(entry=entry, by=editor(request), checked="checked" in request.POST)
    messages.info(request, _("Published. Readers find it within seconds."))
    return redirect("portal:entry", pid=entry.pid)


@require_POST
@editors_only
def discard(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        actions.discard_draft(entry=_page(request, pid).entry, by=editor(request))
        messages.info(request, _("The draft is gone. The question stays in the archive."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("knowledge:review")


@require_POST
@editors_only
def merge(request: HttpRequest, pid: str) -> HttpResponse:
    """This is already answered by an entry: it takes over the reader's words, and the draft goes."""
    page = _page(request, pid)
    known = Entry.objects.published().filter(pid=request.POST.get("into", "")).first()
    if known is None:
        raise Http404
    try:
        actions.merge_draft(draft=page.entry, into=known, by=editor(request), checked="checked" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("knowledge:draft", pid=pid)
    messages.info(request, _("The entry is now found by these words too."))
    return redirect("portal:entry", pid=known.pid)


@require_POST
@editors_only
def withdraw(request: HttpRequest, pid: str) -> HttpResponse:
    entry = Entry.objects.published().filter(pid=pid).first()
    if entry is None:
        raise Http404
    actions.withdraw_entry(entry=entry, by=editor(request))
    messages.info(request, _("Withdrawn. Readers no longer see it."))
    return redirect("knowledge:review")


def _page(request: HttpRequest, pid: str) -> queries.DraftPage:
    try:
        return queries.draft_page(pid, editor(request), get_language() or "en")
    except Entry.DoesNotExist:
        raise Http404 from None


def _draft_page(request: HttpRequest, page: queries.DraftPage, form: DraftForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "knowledge/draft.html", {"page": page, "form": form}, status=status)
