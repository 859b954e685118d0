from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foreword.insight import queries
from foreword.insight.views.access import staff_only
from foreword.knowledge.models import Entry


@require_safe
@staff_only
def lineage(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        found = queries.lineage(
            pid,
            viewer=request.user,  # type: ignore[arg-type] # staff_only let nobody else through
            lang=get_language() or "en",
        )
    except Entry.DoesNotExist:
        raise Http404 from None
    return render(request, "insight/lineage.html", {"lineage": found})
