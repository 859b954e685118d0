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
EARLIEST: Final = date(2000, 1, 10)
LATEST: Final = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_today: bool
    publications: tuple[Publication, ...]


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
        return not any(day.publications for day in self.days)


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
    mine = tuple(row for row in rows if localtime(row.due_at).date() == day)
    return Day(day, day == today(), mine)
