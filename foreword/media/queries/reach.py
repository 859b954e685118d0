"""How far products have reached in a span of days: by product, by medium and by place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum

from foreword.kernel.clock import today
from foreword.media.models import Placement, Play, Reach, Screen
from foreword.media.models.reach import MEDIA
from foreword.media.queries.screens import titles_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Times. `shown` is on screens."""

    open: int = 0
    scan: int = 0
    listen: int = 0
    watch: int = 0
    shown: int = 0

    @property
    def by_people(self) -> int:
        return self.open + self.scan + self.listen + self.watch


@dataclass(frozen=True, slots=True)
class Line:
    """`name` is of a product, or of a medium and its place; `pid` of the product's page where it is public."""

    name: str
    figures: Figures
    pid: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the table for spreadsheets."""

    product: str
    medium: str
    placement: str
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class ReachView:
    since: date
    until: date
    products: tuple[Line, ...]
    places: tuple[Line, ...]
    told: tuple[Told, ...]


Row = tuple[UUID, str, str, str, int]
"""(product, medium, placement, what, times)."""


def reach(days: int) -> ReachView:
    """The last `days`, today included; the widest reach first."""
    since = today() - timedelta(days=days - 1)
    rows = list(_rows(since))
    titles, names = titles_of({row[0] for row in rows}), _names()
    products: dict[UUID, Counter[str]] = {}
    places: dict[tuple[str, str], Counter[str]] = {}
    told = []
    for product, medium, placement, what, times in rows:
        products.setdefault(product, Counter())[what] += times
        places.setdefault((medium, placement), Counter())[what] += times
        title = titles[product][0] if product in titles else str(product)
        told.append(Told(title, str(MEDIA[medium]), names.get(placement, ""), what, times))
    of_products = [
        Line(titles[key][0] if key in titles else "", Figures(**counted), titles[key][1] if key in titles else "")
        for key, counted in products.items()
    ]
    of_places = [
        Line(" · ".join(filter(None, (str(MEDIA[medium]), names.get(placement)))), Figures(**counted))
        for (medium, placement), counted in places.items()
    ]
    return ReachView(since, today(), _widest(of_products), _widest(of_places), tuple(told))


def reach_of(product: UUID, days: int = 30) -> Figures:
    counted: Counter[str] = Counter()
    for _product, _medium, _placement, what, times in _rows(today() - timedelta(days=days - 1), product):
        counted[what] += times
    return Figures(**counted)


def _widest(lines: list[Line]) -> tuple[Line, ...]:
    """By what people did; how often a screen has shown it comes last."""
    return tuple(sorted(lines, key=lambda line: (-line.figures.by_people, -line.figures.shown, line.name)))


def _rows(since: date, product: UUID | None = None) -> Iterator[Row]:
    only = {"day__gte": since, **({"product": product} if product else {})}
    groups = Reach.objects.filter(**only).values_list("product", "medium", "placement", "what")
    yield from groups.annotate(sum=Sum("times")).order_by("product", "medium", "placement", "what")
    plays = Play.objects.filter(**only).values_list("product", "screen__pid")
    for shown, screen, times in plays.annotate(sum=Sum("times")).order_by("product", "screen__pid"):
        yield shown, "screen", screen, "shown", times


def _names() -> dict[str, str]:
    """Of every place and screen, by its pid."""
    places = dict(Placement.objects.values_list("pid", "name"))
    return {**places, **{screen.pid: str(screen) for screen in Screen.objects.all()}}
