"""The living page of the kit: every piece, in both languages and both themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foreword.kernel.clock import ago
from foreword.portal.samples import icon_names, sample_answer, sample_form, sample_steps

SHEETS = [(lang, tag, theme) for lang, tag in (("en", "en"), ("zh-hans", "zh-Hans")) for theme in ("light", "dark")]


def ui(request: HttpRequest) -> HttpResponse:
    context = {
        "sheets": SHEETS,
        "answer": sample_answer(),
        "steps": sample_steps(),
        "form": sample_form(),
        "icon_names": icon_names(),
        "some_time_ago": ago(minutes=12),
    }
    return render(request, "portal/ui.html", context)
