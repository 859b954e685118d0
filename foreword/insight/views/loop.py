from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foreword.insight import queries
from foreword.insight.forms import Period
from foreword.insight.views.access import staff_only

ROW = 34
WIDEST = 500


@dataclass(frozen=True)
class Bar:
    """Where one station stands in the drawing, in its own units."""

    step: queries.Step
    y: int
    width: int

    @property
    def label_x(self) -> int:
        return 190 + self.width + 8


@require_safe
@staff_only
def loop(request: HttpRequest) -> HttpResponse:
    form = Period(request.GET or None)
    since, until = form.span()
    found = queries.loop(since, until)
    context = {
        "form": form if form.is_bound else Period(initial={"since": since, "until": until}),
        "loop": found,
        "bars": [Bar(step, n * ROW, max(2, int(step.width / 100 * WIDEST))) for n, step in enumerate(found.steps)],
        "height": ROW * len(found.steps),
        "born": queries.born_of_questions(lang=get_language() or "en"),
    }
    return render(request, "insight/loop.html", context)
