"""The search page, what is offered while a question is written, and "this answered it"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foreword.desk.queries import sure_topic
from foreword.kernel.ids import new_public_id
from foreword.portal.actions import note_answered, note_searched
from foreword.portal.forms import MOST_SHOWN, AskForm, new_key, read_shown, sign_shown
from foreword.portal.items import resolve
from foreword.portal.noting import Visit, note_page
from foreword.portal.queries.finding import found, offers
from foreword.portal.queries.waiting import usual_words
from foreword.portal.responses import render_then
from foreword.portal.views.viewer import language, viewer_of, wants_fragment
from foreword.portraits.vocabulary import device_of
from foreword.portraits.wishes import wants_offers
from foreword.search.filters import NAMES, Filters
from foreword.search.viewers import Viewer


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    viewer, lang = viewer_of(request), language()
    filters = Filters.parse({name: request.GET.getlist(name) for name in NAMES})
    visit = Visit.of(request, viewer, lang)
    result = found(request.GET.get("q", ""), viewer, lang=lang, filters=filters, visit=visit.mark)
    context = {"found": result, "query": result.query, "usual": usual_words(), "filters": filters}
    if not result.query:
        return render(request, "portal/search.html", context)
    pid = new_public_id() if visit.mark else ""
    if result.verdict == "ask" and not filters:
        context |= {"form": _form(result.query, pid), "shown": sign_shown([]), "may_offer": wants_offers(viewer)}

    device = device_of(request.headers.get("User-Agent", ""))

    def note() -> None:
        note_searched(person=viewer, query=result.query, device=device)
        note_page(visit=visit, pid=pid, found=result, narrowed=bool(filters))

    return render_then(request, "portal/search.html", context | {"search": pid}, after=note)


def _form(query: str, search: str) -> AskForm:
    """The question is half written already: the words, and what they are probably about."""
    topic = sure_topic(query)
    return AskForm(initial={"text": query, "topic": topic, "key": new_key(), "search": search, "searched": query})


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Posted, so that a half-written question stands in no address and no log."""
    items = offers(request.POST.get("text", ""), viewer_of(request), lang=language())
    before = read_shown(request.POST.get("shown", ""))
    shown = list(dict.fromkeys([*(item.ref for item in items), *before]))[:MOST_SHOWN]
    return render(request, "portal/offers.html", {"offers": items, "shown": sign_shown(shown)})


@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """A happy end: what was written is not sent, and the answer is opened."""
    viewer, lang = viewer_of(request), language()
    item = resolve(request.POST.get("item", ""), Viewer.of(viewer), lang)
    if item is None:
        messages.error(request, _("That answer is no longer here."))
        return redirect("portal:ask")
    words = request.POST.get("words") or request.POST.get("text", "")
    note_answered(
        person=viewer,
        item=item,
        words=words[:400],
        lang=lang,
        delivery=request.POST.get("delivery", ""),
        search=request.POST.get("search", "")[:13],
    )
    if wants_fragment(request):
        return render(request, "portal/answered.html", {"item": item})
    messages.success(request, _("Good. That is noted, and nothing was sent to the desk."))
    return redirect(item.url)
