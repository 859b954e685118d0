"""Asking a librarian."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from foreword.desk.actions import Caller, Refusal
from foreword.desk.queries import sure_topic
from foreword.desk.queries.chats import chat_offer
from foreword.portal.actions import Letter, send_question
from foreword.portal.forms import AskForm, new_key, read_shown, sign_shown
from foreword.portal.items import Item, resolve
from foreword.portal.noting import Visit, note_asked
from foreword.portal.queries.finding import offers
from foreword.portal.queries.waiting import open_words, usual_words
from foreword.portal.views.viewer import gone_to, language, remember_token, viewer_of
from foreword.search.viewers import Viewer

FRESH = "just_asked"
FIELDS: Final = {"bad-contact": "contact", "file-refused": None}
"""Under which field a refusal stands, where that is not the text."""


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    return _ask(request, live=False)


@require_http_methods(["GET", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    """Talking to somebody now. The same form; where nobody is there, the page says so and the question waits."""
    return _ask(request, live=True)


def _ask(request: HttpRequest, *, live: bool) -> HttpResponse:
    if request.method == "GET":
        return _page(request, AskForm(initial=_initial(request)), live=live)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form, live=live, status=422)
    letter, caller = _letter(form.cleaned_data, request), Caller.of(request)
    try:
        asked = send_question(letter=letter, asker=viewer_of(request), caller=caller, live=live)
    except Refusal as refusal:
        form.add_error(FIELDS.get(refusal.code, "text"), refusal.message)
        return _page(request, form, live=live, status=422, refused_file=refusal.file)
    if asked.token:
        remember_token(request, asked.question.pid, asked.token)
    if asked.fresh:
        given = form.cleaned_data
        visit = Visit.of(request, viewer_of(request), language())
        note_asked(visit=visit, search=given["search"], words=given["searched"])
    request.session[FRESH] = asked.question.pid
    return gone_to(request, "portal:question", asked.question.pid)


def _initial(request: HttpRequest) -> dict[str, str]:
    """What a link to this page may carry: words, what they are about, the delivery that led here."""
    return {
        "text": request.GET.get("q", "")[:2000],
        "about": request.GET.get("about", "")[:60],
        "delivery": request.GET.get("d", "")[:16],
        "topic": sure_topic(request.GET.get("q", "")[:2000]),
        "key": new_key(),
        "search": request.GET.get("s", "")[:13],
        "searched": request.GET.get("q", "")[:400],
    }


def _letter(data: dict[str, Any], request: HttpRequest) -> Letter:
    return Letter(
        text=data["text"],
        lang=language(),
        contact=data["contact"],
        topic=data["topic"],
        about=data["about"],
        delivery=data["delivery"],
        shown=tuple(read_shown(request.POST.get("shown", ""))),
        key=data["key"],
        may_help=data["may_help"],
        files=tuple(request.FILES.getlist("files")),
    )


def _page(
    request: HttpRequest, form: AskForm, *, live: bool, status: int = 200, refused_file: str = ""
) -> HttpResponse:
    viewer, lang = viewer_of(request), language()
    text = str(form["text"].value() or "")
    items: tuple[Item, ...] = offers(text, viewer, lang=lang) if text.strip() else ()
    shown = [*(item.ref for item in items), *read_shown(request.POST.get("shown", ""))]
    context = {
        "form": form,
        "about": resolve(str(form["about"].value() or ""), Viewer.of(viewer), lang),
        "offers": items,
        "shown": sign_shown(list(dict.fromkeys(shown))),
        "usual": usual_words(),
        "hours": open_words(),
        "chat": chat_offer(),
        "refused_file": refused_file,
    }
    return render(request, "portal/chat.html" if live else "portal/ask.html", context, status=status)
