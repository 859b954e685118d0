"""Guides: the list, and each with its sections, to read, to listen to, to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from foreword.media.models import GuidePage
from foreword.media.queries.guides import guide, guides
from foreword.portal.queries.guides import shown_sections
from foreword.portal.views.viewer import language, viewer_of


@require_safe
def guide_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/guides.html", {"guides": guides(language())})


@require_safe
def guide_page(request: HttpRequest, pid: str) -> HttpResponse:
    lang = language()
    try:
        found = guide(pid, lang)
    except GuidePage.DoesNotExist:
        raise Http404 from None
    sections = [section for section in shown_sections(found, viewer_of(request), lang) if section.places]
    context = {"guide": found, "sections": sections, "alternate_url": _other_language(found.others)}
    return render(request, "portal/guide.html", context)


def _other_language(others: tuple[tuple[str, str], ...]) -> str:
    """A guide's page in another language has its own pid."""
    for lang, pid in others:
        if lang != language():
            with override(lang):
                return reverse("portal:guide", args=[pid])
    return ""
