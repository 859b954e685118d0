"""An entry, a product, a record: what can be read, cited, printed, and asked about."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from foreword.collection.models import Record
from foreword.knowledge.models import Entry
from foreword.knowledge.queries import entry_page
from foreword.media.actions.reach import count_reach
from foreword.media.models import ProductPage, Reach
from foreword.media.queries import product_page, spoken_version
from foreword.people.models import Dimension
from foreword.people.queries import consented
from foreword.portal.actions import note_opened
from foreword.portal.items import Item
from foreword.portal.queries.finding import items_of
from foreword.portal.queries.reading import page_citation, record_page
from foreword.portal.responses import render_then
from foreword.portal.views.viewer import language, viewer_of
from foreword.portraits.vocabulary import device_of
from foreword.search.visits import visit_of


@require_safe
def entry(request: HttpRequest, pid: str) -> HttpResponse:
    lang = language()
    try:
        page = entry_page(pid, viewer_of(request), lang)
    except Entry.DoesNotExist:
        raise Http404 from None
    item = Item("entry", page.pid, page.question, request.path, page.lang)
    cite = page_citation(page.question, request.path, lang=page.lang, updated=page.updated.date())
    return _opened(request, "portal/entry.html", item, {"page": page, "cite": cite})


@require_safe
def product(request: HttpRequest, pid: str) -> HttpResponse:
    lang = language()
    try:
        page = product_page(pid, viewer_of(request), lang)
    except ProductPage.DoesNotExist:
        raise Http404 from None
    item = Item("product", page.key, page.title, request.path, page.lang)
    updated = page.updated.date() if page.updated else None
    cite = page_citation(page.title, request.path, lang=page.lang, updated=updated)
    context = {
        "page": page,
        "cite": cite,
        "spoken": spoken_version(page.pid),
        "alternate_url": _other_language(page.others),
        "made_from": items_of([f"entry:{pid}" for pid in page.entries], viewer_of(request), lang=lang),
    }
    return _opened(request, "portal/product.html", item, context)


@require_safe
def record(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        page = record_page(pid)
    except Record.DoesNotExist:
        raise Http404 from None
    item = Item("record", pid, page.title, request.path, page.record.iso_lang)
    return _opened(request, "portal/record.html", item, {"page": page, "record": page.record})


def _opened(request: HttpRequest, template: str, item: Item, context: dict[str, object]) -> HttpResponse:
    viewer, delivery, search = viewer_of(request), request.GET.get("d", "")[:16], request.GET.get("s", "")[:13]
    device, words = device_of(request.headers.get("User-Agent", "")), request.GET.get("q", "")[:400]
    visit = visit_of(request, viewer) if item.kind == "product" else ""

    def after() -> None:
        note_opened(person=viewer, item=item, delivery=delivery, search=search, device=device)
        if visit:
            count_reach(product=UUID(item.key), what=Reach.What.OPEN, visit=visit)

    told = {"item": item, "delivery": delivery, "search": search, "words": words}
    return render_then(
        request,
        template,
        {**context, **told, "noted": Dimension.READING in consented(viewer)},
        after=after,
    )


def _other_language(others: tuple[tuple[str, str], ...]) -> str:
    """A product's page in another language has its own pid."""
    for lang, pid in others:
        if lang != language():
            with override(lang):
                return reverse("portal:product", args=[pid])
    return ""
