"""What the pages show of a product."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from wagtail.query import PageQuerySet

from foreword.kernel.clock import today
from foreword.media.manuscript import Manuscript
from foreword.media.models import ProductPage, ProductSource
from foreword.media.models.levels import SIGNED
from foreword.people.models import Person


@dataclass(frozen=True, slots=True)
class ProductView:
    """`is_fallback`: the reader's language has no such page, and this is the other one. `others` are (lang, pid)."""

    pid: str
    key: str
    title: str
    summary: str
    manuscript: Manuscript
    lang: str
    is_fallback: bool
    others: tuple[tuple[str, str], ...]
    kind: str
    level: str
    minutes: int
    topic: str
    topic_key: str
    clc: str
    audience: tuple[str, ...]
    entries: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    valid_until: date | None
    method: str
    searched_on: date | None
    readers: tuple[str, ...]
    """Who read it before it went out: in which part, not by name."""


def public_products() -> PageQuerySet[ProductPage]:
    """Published, valid today, and not behind one of Wagtail's own restrictions."""
    begun = Q(valid_from=None) | Q(valid_from__lte=today())
    not_over = Q(valid_until=None) | Q(valid_until__gte=today())
    return ProductPage.objects.live().public().filter(begun, not_over).select_related("locale", "topic")


def product_page(key_or_pid: str, viewer: Person | None, lang: str) -> ProductView:  # noqa: ARG001 - public for all
    """In `lang`, else in another language. Raises `ProductPage.DoesNotExist` for unknown and unpublished alike."""
    pages = {page.lang: page for page in public_products().filter(_which(key_or_pid)).prefetch_related("sources")}
    page = pages.get(lang) or next(iter(pages.values()), None)
    if page is None:
        raise ProductPage.DoesNotExist
    return ProductView(
        pid=page.pid,
        key=str(page.translation_key),
        title=page.title,
        summary=page.summary,
        manuscript=page.manuscript,
        lang=page.lang,
        is_fallback=page.lang != lang,
        others=tuple((each.lang, each.pid) for each in pages.values() if each is not page),
        kind=page.get_kind_display(),
        level=page.level,
        minutes=page.minutes,
        topic=page.topic.name if page.topic else "",
        topic_key=page.topic_id or "",
        clc=page.clc,
        audience=tuple(page.audience),
        entries=tuple(source.key for source in page.sources.all() if source.kind == ProductSource.Kind.ENTRY),
        published=page.first_published_at,
        updated=page.last_published_at,
        valid_until=page.valid_until,
        method=page.method,
        searched_on=page.searched_on,
        readers=_readers(page),
    )


def _readers(page: ProductPage) -> tuple[str, ...]:
    if page.level not in SIGNED:
        return ()
    return tuple(dict.fromkeys(review.get_part_display() for review in page.signatures.order_by("part")))


def _which(key_or_pid: str) -> Q:
    """All languages of the product, by its translation key or by the pid of one of them."""
    try:
        return Q(translation_key=UUID(key_or_pid))
    except ValueError:
        same = ProductPage.objects.filter(pid=key_or_pid).values("translation_key")
        return Q(translation_key__in=same)
