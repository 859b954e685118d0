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
    hits = queries.found_everywhere(query, librarian(request), get_language() or "en")
    return render(request, "workbench/find.html", {"query": query, "hits": hits})
