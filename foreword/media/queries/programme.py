"""What goes out where and when: a week of days, a list, and what needs a hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.timezone import localtime, make_aware

from foreword.channels.models import ChannelAccount
from foreword.kernel.clock import today
from foreword.media.models import ProductPage, Publication
from foreword.media.models.publication import STUCK

A_PAGE: Final = 40
MOST_HANDS: Final = 100
MOST_LATELY: Final = 8
EARLIEST: Final = date(2000, 1, 10)
LATEST: Final = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One product at one minute, wherever it goes then."""

    at: datetime
    title: str
    lang: str
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_today: bool
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Week:
    days: tuple[Day, ...]
    before: date
    after: date
    is_this: bool

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day

    @property
    def is_empty(self) -> bool:
        return not any(day.slots for day in self.days)


@dataclass(frozen=True, slots=True)
class Listing:
    """The latest first. `older` is the number of the next page, 0 where there is none."""

    publications: tuple[Publication, ...]
    newer: int
    older: int


@dataclass(frozen=True, slots=True)
class Going:
    """One product's publications, and where else it can be sent."""

    publications: tuple[Publication, ...]
    accounts: tuple[ChannelAccount, ...]
    embargo: datetime | None
    outdated: int


def week_of(day: date) -> Week:
    """From Monday, in the library's own time."""
    monday = min(max(day, EARLIEST), LATEST)
    monday -= timedelta(days=monday.weekday())
    dates = [monday + timedelta(days=number) for number in range(7)]
    begin, end = (make_aware(datetime.combine(each, time.min)) for each in (monday, monday + timedelta(days=7)))
    found = Publication.objects.whole().filter(due_at__gte=begin, due_at__lt=end).order_by("due_at", "pk")
    rows = list(found)
    days = tuple(_day(each, rows) for each in dates)
    return Week(days, monday - timedelta(days=7), monday + timedelta(days=7), today() in dates)


def lately() -> tuple[ProductPage, ...]:
    """What was published last, to be sent out from here."""
    pages = ProductPage.objects.live().select_related("locale", "topic")
    return tuple(pages.order_by("-last_published_at", "-pk")[:MOST_LATELY])


def hands() -> tuple[Publication, ...]:
    """What waits for a person, the oldest first."""
    return tuple(Publication.objects.whole().needing_a_hand().order_by("due_at")[:MOST_HANDS])


def listing(page: int) -> Listing:
    begin = max(page - 1, 0) * A_PAGE
    found = list(Publication.objects.whole().order_by("-due_at", "-pk")[begin : begin + A_PAGE + 1])
    return Listing(tuple(found[:A_PAGE]), page - 1 if page > 1 else 0, page + 1 if len(found) > A_PAGE else 0)


def going_of(page: ProductPage) -> Going:
    publications = tuple(page.publications.whole().order_by("-due_at", "-pk"))
    outdated = sum(each.outdated and each.state not in STUCK for each in publications)
    accounts = tuple(ChannelAccount.objects.in_use())
    return Going(publications, accounts, page.embargo, outdated)


def _day(day: date, rows: Iterable[Publication]) -> Day:
    together: dict[tuple[datetime, int | None, str], list[Publication]] = {}
    for row in rows:
        at = localtime(row.due_at).replace(second=0, microsecond=0)
        if at.date() == day:
            together.setdefault((at, row.product_id, row.title), []).append(row)
    slots = tuple(
        Slot(at, title, mine[0].product.lang if mine[0].product else "", tuple(mine))
        for (at, _product, title), mine in together.items()
    )
    return Day(day, day == today(), slots)
