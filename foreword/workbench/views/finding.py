"""The desk's own search box: past answers, entries, products, the catalogue, the community."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foreword.workbench import queries
from foreword.workbench.permissions import at_the_desk, librarian


@require_safe
@at_the_desk
def find(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:400]
    kind = request.GET.get("kind", "")
    hits = queries.found_everywhere(query, librarian(request), get_language() or "en", kind=kind)
    context = {"query": query, "kind": kind, "kinds": queries.KINDS.items(), "hits": hits}
    return render(request, "workbench/find.html", context)
