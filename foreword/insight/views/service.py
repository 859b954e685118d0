"""The service's figures, for the head of service: bars to look at, and the table that they are drawn from."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foreword.insight import queries
from foreword.insight.arl import Transaction
from foreword.insight.forms import ServicePeriod
from foreword.insight.lengths import Lengths, say
from foreword.insight.queries.breakdowns import BREAKDOWNS
from foreword.insight.queries.service import NAMES, Line
from foreword.insight.views.access import head_only


@dataclass(frozen=True, slots=True)
class Told:
    """A length as it is said: half take no longer than `median`, nine in ten no longer than `p90`."""

    count: int
    median: str
    p90: str

    @classmethod
    def of(cls, lengths: Lengths, *, days: bool) -> "Told":
        return cls(lengths.count, say(lengths.median, days=days), say(lengths.p90, days=days))


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its figures, and its bars in hundredths of the longest."""

    line: Line
    first: Told
    answer: Told
    questions_bar: int
    median_bar: int
    p90_bar: int


@require_safe
@head_only
def service(request: HttpRequest) -> HttpResponse:
    form = ServicePeriod(request.GET or None)
    asked, by = form.asked(), form.breakdown()
    found = queries.service(asked, by)
    kept = {"since": asked.since.isoformat(), "until": asked.until.isoformat(), "queue": asked.queue}
    filled = ServicePeriod(initial={"since": asked.since, "until": asked.until, "queue": asked.queue})
    context = {
        "form": form if form.errors else filled,
        "asked": asked,
        "service": found,
        "rows": _rows(found.lines),
        "groups": queries.groups(asked.since, asked.until),
        "times": _times(found.whole),
        "reference": queries.transactions(asked)[Transaction.REFERENCE],
        "measured_at": queries.measured_at(),
        "by": by,
        "by_name": BREAKDOWNS[by].name,
        "breakdowns": [(key, each.name) for key, each in BREAKDOWNS.items()],
        "kept": urlencode({name: value for name, value in kept.items() if value}),
    }
    return render(request, "insight/service.html", context)


def _times(whole: Line) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "name": name,
            "wall": Told.of(whole.of(key), days=True),
            "open": Told.of(whole.of(f"{key}_open"), days=False),
        }
        for key, name in NAMES.items()
    ]


def _rows(lines: tuple[Line, ...]) -> list[Row]:
    most = max((line.questions for line in lines), default=0) or 1
    longest = max((line.of("first_reply_open").p90 or 0 for line in lines), default=0) or 1
    return [
        Row(
            line,
            first=Told.of(line.of("first_reply_open"), days=False),
            answer=Told.of(line.of("answer_open"), days=False),
            questions_bar=_bar(line.questions, most),
            median_bar=_bar(line.of("first_reply_open").median, longest),
            p90_bar=_bar(line.of("first_reply_open").p90, longest),
        )
        for line in lines
    ]


def _bar(value: int | None, longest: int) -> int:
    """What is there at all is seen."""
    return max(1, round(100 * value / longest)) if value else 0
