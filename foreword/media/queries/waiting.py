"""What waits in the media center: products whose ground has moved, products due to be looked at, drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from foreword.kernel.clock import today
from foreword.media.models import ProductPage, ProductSource, SourceNews
from foreword.media.models.levels import shortcomings

AHEAD: Final = timedelta(days=14)
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Moved:
    """A source that has changed or gone, and the products that stand on it and were not looked at since.

    `title` is a readable name of it, or its key; `label` what has become of it, in words.
    """

    title: str
    state: str
    label: str
    at: datetime
    pages: tuple[ProductPage, ...]

    @property
    def is_gone(self) -> bool:
        return self.state == SourceNews.State.GONE


@dataclass(frozen=True, slots=True)
class Due:
    page: ProductPage
    by: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """`lacking` is what its level still demands, in words."""

    page: ProductPage
    saved: datetime | None
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    moved: tuple[Moved, ...]
    due: tuple[Due, ...]
    drafts: tuple[Draft, ...]


def waiting_work() -> Waiting:
    return Waiting(moved=tuple(islice(_moved(), MOST)), due=tuple(_due()), drafts=tuple(_drafts()))


def _moved() -> Iterable[Moved]:
    """The newest news first."""
    for news in SourceNews.objects.order_by("-noticed_at"):
        sources = ProductSource.objects.filter(kind=news.kind, key=news.key, product__live=True)
        standing = [
            source
            for source in sources.select_related("product__locale").order_by("product__path")
            if news.noticed_at > _last_look(source.product)
        ]
        if standing:
            title = news.title or standing[0].title or news.key
            pages = tuple(source.product for source in standing)
            yield Moved(title, news.state, str(news.get_state_display()), news.noticed_at, pages)


def _last_look(page: ProductPage) -> datetime:
    looks = [look for look in (page.looked_at, page.last_published_at) if look]
    return max(looks) if looks else page.latest_revision_created_at


def _due() -> Iterable[Due]:
    pages = ProductPage.objects.live().filter(review_by__lte=today() + AHEAD)
    for page in pages.select_related("locale", "topic").order_by("review_by")[:MOST]:
        yield Due(page, page.review_by, is_late=page.review_by < today())


def _drafts() -> Iterable[Draft]:
    """Never public yet; the one saved last first."""
    pages = ProductPage.objects.filter(live=False, first_published_at=None).select_related("locale", "topic", "owner")
    for page in pages.order_by("-latest_revision_created_at")[:MOST]:
        yield Draft(page, page.latest_revision_created_at, tuple(shortcomings(page.get_latest_revision_as_object())))
