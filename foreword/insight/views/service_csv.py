"""The service's figures as a table to take away: one part a row, lengths in minutes."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foreword.desk.models import Tier
from foreword.insight import queries
from foreword.insight.forms import ServicePeriod
from foreword.insight.queries import Asked, Line
from foreword.insight.queries.breakdowns import BREAKDOWNS
from foreword.insight.sheets import Cell, sheet
from foreword.insight.views.access import head_only


@require_safe
@head_only
@never_cache
def service_csv(request: HttpRequest) -> HttpResponse:
    """Broken down as the page is (`by`), or in every way and by groups of readers."""
    form = ServicePeriod(request.GET or None)
    asked = form.asked()
    one = bool(request.GET.get("by"))
    rows = [*_rows(asked, [form.breakdown()])] if one else [*_rows(asked, list(BREAKDOWNS)), *_readers(asked)]
    response = HttpResponse(sheet([_head(), *rows]), content_type="text/csv; charset=utf-8")
    name = f"service-{asked.since}-{asked.until}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _head() -> list[Cell]:
    return [
        _("From"),
        _("Until"),
        _("Queue"),
        _("Broken down by"),
        _("Part"),
        _("Questions"),
        _("Answered"),
        _("By the first reply"),
        _("Opened again"),
        _("First replies"),
        _("First reply, opening minutes, median"),
        _("First reply, opening minutes, 90 %"),
        _("First reply, minutes on the wall, median"),
        _("First reply, minutes on the wall, 90 %"),
        _("Answer, opening minutes, median"),
        _("Answer, opening minutes, 90 %"),
        _("Answer, minutes on the wall, median"),
        _("Answer, minutes on the wall, 90 %"),
        _("Waited for the reader"),
        _("Waiting, minutes on the wall, median"),
        _("Waiting, minutes on the wall, 90 %"),
    ]


def _rows(asked: Asked, chosen: list[str]) -> Iterator[list[Cell]]:
    queue = str(Tier(asked.queue).label) if asked.queue else _("All queues")
    begin: list[Cell] = [asked.since.isoformat(), asked.until.isoformat(), queue]
    for number, by in enumerate(chosen):
        found = queries.service(asked, by)
        if number == 0:
            yield [*begin, "", _("All questions"), *_figures(found.whole)]
        for line in found.lines:
            yield [*begin, str(BREAKDOWNS[by].name), line.name, *_figures(line)]


def _readers(asked: Asked) -> Iterator[list[Cell]]:
    """Of whole months and all queues, whatever the rest is of."""
    found = queries.groups(asked.since, asked.until)
    if found is None:
        return
    for line in found.lines:
        span = found.since.isoformat(), found.until.isoformat()
        yield [*span, _("All queues"), _("Readers"), line.name, line.questions, *[None] * 15]


def _figures(line: Line) -> list[Cell]:
    figures: list[Cell] = [line.questions, line.answered, line.on_first, line.reopened, line.of("first_reply").count]
    for measure in ("first_reply_open", "first_reply", "answer_open", "answer"):
        figures += _minutes(line, measure)
    return [*figures, line.of("waited").count, *_minutes(line, "waited")]


def _minutes(line: Line, measure: str) -> list[Cell]:
    lengths = line.of(measure)
    return [None if length is None else round(length / 60, 1) for length in (lengths.median, lengths.p90)]
