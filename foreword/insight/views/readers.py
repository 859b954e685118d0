"""Groups of readers: bars of one group, and the table of all of them beside."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foreword.insight import queries
from foreword.insight.models import By
from foreword.insight.queries.readers import BREAKDOWNS, Portrait, Portraits
from foreword.insight.views.access import readers_only


@dataclass(frozen=True, slots=True)
class Bar:
    """`width`: in hundredths of the group."""

    name: str
    readers: int
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    portrait: Portrait
    bars: tuple[Bar, ...]


@require_safe
@readers_only
def readers(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("by", "")
    by = asked if asked in BREAKDOWNS else By.KIND.value
    found = queries.group_portraits(by)
    place = next((n for n, each in enumerate(found.columns) if each.key == request.GET.get("group")), None)
    context = {
        "found": found,
        "chosen": None if place is None else found.columns[place],
        "pictures": [Picture(each, _bars(each, found, place)) for each in found.portraits],
        "by": by,
        "by_name": BREAKDOWNS[by],
        "breakdowns": list(BREAKDOWNS.items()),
    }
    return render(request, "insight/readers.html", context)


def _bars(portrait: Portrait, found: Portraits, place: int | None) -> tuple[Bar, ...]:
    of = found.readers if place is None else found.columns[place].readers
    told = [(row.name, row.whole if place is None else row.groups[place]) for row in portrait.rows]
    known = sorted(((name, count) for name, count in told if count), key=lambda pair: -pair[1])
    return tuple(Bar(name, count, min(100, round(100 * count / of))) for name, count in known if of)
