"""The composer: an answer, a word to the reader, or a note for colleagues; its shared draft and its templates."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foreword.channels.models import Medium
from foreword.desk.actions import Refusal, chatting, drafting, reviewing, templating
from foreword.desk.actions.attaching import keep_files
from foreword.desk.models import Question, ReplyTemplate
from foreword.desk.placeholders import fill
from foreword.desk.queries.standing import needs_review
from foreword.desk.refusals import FilesNeedReview
from foreword.workbench.permissions import at_the_desk, librarian
from foreword.workbench.views.deeds import address, opened
from foreword.workbench.views.work import page


@require_POST
@at_the_desk
def write(request: HttpRequest, pid: str) -> HttpResponse:
    """Refused text comes back to its box. A colleague's reply that the writer has not seen is shown first."""
    question, text = opened(request, pid), request.POST.get("text", "")
    macro = _template(request.POST.get("macro", ""))
    if chosen := _template(request.POST.get("insert", "")):
        return _insert(request, question, text, chosen)
    try:
        _send(request, question, text, macro)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return page(request, pid, draft=text, macro=macro, refused=True, refused_file=refusal.file)
    if request.headers.get("HX-Request"):
        return page(request, pid, sent=True)
    return redirect(address(request, pid))


@require_POST
@at_the_desk
def keep(request: HttpRequest, pid: str) -> HttpResponse:
    """The draft, as the page's script sends it while somebody writes. 409: it cannot be kept, and stays in the page."""
    given = request.POST
    try:
        drafting.keep_draft(
            question=opened(request, pid),
            by=librarian(request),
            text=given.get("text", ""),
            client_id=given.get("client_id", "")[:64],
        )
    except Refusal:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


def _send(request: HttpRequest, question: Question, text: str, macro: ReplyTemplate | None) -> None:
    given, by = request.POST, librarian(request)
    sort, seen = given.get("as", "answer"), given.get("seen", "")
    client_id = given.get("client_id", "")[:64] or uuid4().hex
    files = request.FILES.getlist("files")
    if files and sort != "note" and needs_review(by, question, Medium.CHAT if sort == "chat" else Medium.WEB):
        raise FilesNeedReview
    kept = keep_files(question=question, client_id=client_id, files=files)
    if sort == "chat" and not needs_review(by, question, Medium.CHAT):
        # What was said meanwhile is no reason to hold back in a chat.
        chatting.say(question=question, by=by, text=text, client_id=client_id, files=kept)
        drafting.keep_draft(question=question, by=by, text="")
        return
    if sort != "note" and needs_review(by, question):
        reviewing.submit(question=question, by=by, text=text, client_id=client_id, sort=sort)
        messages.success(request, _("Given in for review. It goes to the reader once somebody has read it."))
        return
    drafting.send(
        question=question,
        by=by,
        text=text,
        client_id=client_id,
        sort=sort,
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
        files=kept,
    )
    if macro and sort != "note":
        try:
            templating.finish_macro(question=question, by=by, template=macro)
        except Refusal as refusal:  # the reply is out; only what should follow it is not done
            messages.error(request, refusal.message)


def _insert(request: HttpRequest, question: Question, text: str, template: ReplyTemplate) -> HttpResponse:
    by = librarian(request)
    words = fill(template.text_for(question.lang), question, by)
    draft = f"{text.rstrip()}\n\n{words}" if text.strip() else words
    return page(request, question.pid, draft=draft, macro=template if template.is_macro else None)


def _template(pid: str) -> ReplyTemplate | None:
    return ReplyTemplate.objects.filter(pid=pid.replace("\0", "")).first() if pid else None
