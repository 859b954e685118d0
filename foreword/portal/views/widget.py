"""The window for the library's other sites: a frame that needs no cookie, and the script that opens it there.

A frame on a foreign site gets no cookie from most browsers, so none is read here, whoever is signed in: everybody is a
guest. The secret of a question travels in the body of each request and lives in the frame's own session store, which
ends with the tab. So a forged request has nothing to borrow; all the same, only our own frame is listened to.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Final

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from foreword.channels.models import Author, ChatService
from foreword.desk.actions import Caller, Refusal, evaluate, write_to
from foreword.desk.actions.attaching import keep_files
from foreword.desk.actions.chatting import leave_contact
from foreword.desk.models import Question
from foreword.desk.queries.chats import chat_offer
from foreword.portal.actions import Letter, note_answered, send_question
from foreword.portal.forms import AskForm, new_key, read_shown, sign_shown
from foreword.portal.items import resolve
from foreword.portal.queries.finding import offers
from foreword.portal.queries.questions import askers_page
from foreword.portal.queries.waiting import open_words, usual_words
from foreword.portal.views.asking import FIELDS
from foreword.portal.views.need import answer
from foreword.portal.views.questions import askers_own
from foreword.portal.views.viewer import language
from foreword.search.viewers import Viewer

View = Callable[[HttpRequest], HttpResponseBase]
HOUR: Final = 60 * 60


def framed(view: View) -> View:
    """May stand in a frame on the sites that the head of service has named; its visitor is a guest."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and request.headers.get("Origin") != _home(request):
            raise Http404
        request.user = AnonymousUser()
        sites = {"frame-ancestors": [SELF, *ChatService.current().origins]}
        return xframe_options_exempt(csp_replace(sites)(view))(request)

    return guarded


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The same for everybody, so it may be kept: the one page of the portal of which that is true."""
    response = render(request, "portal/widget.js", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={HOUR}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@framed
@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    context = {**_asking(AskForm(initial={"key": new_key()})), "site": _site(request)}
    return render(request, "portal/widget.html", context)


@framed
@require_safe
def need(request: HttpRequest) -> HttpResponse:
    """The frame of the one answer: empty, until its site says what its page is about."""
    return render(request, "portal/widget_need.html", {"site": _site(request)})


@framed
@require_POST
def need_answer(request: HttpRequest) -> HttpResponse:
    return answer(request)


@framed
@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    items = offers(request.POST.get("text", ""), None, lang=language())
    before = read_shown(request.POST.get("shown", ""))
    shown = list(dict.fromkeys([*(item.ref for item in items), *before]))
    return render(request, "portal/offers.html", {"offers": items, "shown": sign_shown(shown), "widget": True})


@framed
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    lang = language()
    item = resolve(request.POST.get("item", ""), Viewer.of(None), lang)
    if item is None:
        raise Http404
    note_answered(person=None, item=item, words=request.POST.get("text", "")[:400], lang=lang)
    return render(request, "portal/widget_answered.html", {"item": item})


@framed
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/widget_ask.html", _asking(form), status=422)
    given = form.cleaned_data
    letter = Letter(
        text=given["text"],
        lang=language(),
        contact=given["contact"],
        shown=tuple(read_shown(request.POST.get("shown", ""))),
        key=given["key"],
        files=tuple(request.FILES.getlist("files")),
    )
    try:
        asked = send_question(letter=letter, asker=None, caller=Caller.of(request), live="chat" in request.POST)
    except Refusal as refusal:
        form.add_error(FIELDS.get(refusal.code, "text"), refusal.message)
        context = {**_asking(form), "refused_file": refusal.file}
        return render(request, "portal/widget_ask.html", context, status=422)
    return _thread(request, asked.question.pid, asked.token)


@framed
@require_POST
def thread(request: HttpRequest) -> HttpResponse:
    """The whole talk, or with `after` what is new in it."""
    return _thread(request, *_key(request))


@framed
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    question = _own_question(request)
    client_id = request.POST.get("client_id", "")[:64] or f"form-{secrets.token_hex(8)}"
    text = request.POST.get("text", "")
    try:
        kept = keep_files(question=question, client_id=client_id, files=request.FILES.getlist("files"))
        write_to(question=question, author=Author.READER, text=text, client_id=client_id, files=kept)
    except Refusal as refusal:
        return _thread(request, *_key(request), error=refusal.message, draft=text, refused_file=refusal.file)
    return _thread(request, *_key(request))


@framed
@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    try:
        leave_contact(question=_own_question(request), contact=request.POST.get("contact", "")[:254])
    except Refusal as refusal:
        return _thread(request, *_key(request), contact_error=refusal.message)
    return _thread(request, *_key(request))


@framed
@require_POST
def verdict(request: HttpRequest) -> HttpResponse:
    try:
        evaluate(question=_own_question(request), satisfied=request.POST.get("satisfied") == "yes")
    except Refusal as refusal:
        return _thread(request, *_key(request), error=refusal.message)
    return _thread(request, *_key(request))


def _site(request: HttpRequest) -> str:
    """The site around the frame, where it is one that may hold it."""
    site = request.GET.get("site", "")
    return site if site in {*ChatService.current().origins, _home(request)} else ""


def _asking(form: AskForm) -> dict[str, object]:
    return {"form": form, "chat": chat_offer(), "usual": usual_words(), "hours": open_words()}


def _thread(request: HttpRequest, pid: str, token: str, **said: str) -> HttpResponse:
    news = request.POST.get("after", "")
    after = int(news) if news.isdecimal() and len(news) < 10 and not said else 0
    try:
        asked = askers_page(pid, None, token, lang=language(), after=after)
    except Question.DoesNotExist:
        raise Http404 from None
    context = {
        **said,
        "asked": asked,
        "page": asked.page,
        "token": token,
        "client_id": secrets.token_hex(12),
        "whole_url": f"{reverse('portal:question', args=[pid])}?token={token}",
    }
    whole = "portal/widget_thread.html"
    return render(request, "portal/widget_news.html" if news else whole, context, status=422 if said else 200)


def _own_question(request: HttpRequest) -> Question:
    pid, token = _key(request)
    return askers_own(pid, None, token)


def _key(request: HttpRequest) -> tuple[str, str]:
    return request.POST.get("pid", "")[:20], request.POST.get("token", "")[:200]


def _home(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
