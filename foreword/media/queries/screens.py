"""The desk's pages of screens: which there are, what each shows, what each has played."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.utils.translation import get_language

from foreword.kernel.clock import today
from foreword.media.models import Play, ProductPage, Screen, Slot
from foreword.media.queries.reading import public_products

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """`showing` is the title of what it shows; empty where it shows only the house's own page."""

    screen: Screen
    slots: int
    showing: str


@dataclass(frozen=True, slots=True)
class SlotRow:
    """`title` is empty where the product is no longer public: then the screen passes it over."""

    slot: Slot
    title: str
    pid: str
    today: int
    week: int


@dataclass(frozen=True, slots=True)
class ScreenView:
    row: ScreenRow
    slots: tuple[SlotRow, ...]


def screens() -> list[ScreenRow]:
    """Those that are up, by place, then those that were taken down."""
    found = list(Screen.objects.annotate(size=Count("slots")).order_by("place", "name", "pk"))
    titles = titles_of(screen.showing for screen in found if screen.showing)
    rows = [ScreenRow(each, each.size, titles[each.showing][0] if each.showing in titles else "") for each in found]
    return sorted(rows, key=lambda row: row.screen.taken_down_at is not None)


def screen_view(screen: Screen) -> ScreenView:
    slots = list(screen.slots.all())
    titles = titles_of([slot.product for slot in slots] + ([screen.showing] if screen.showing else []))
    told = _played(screen)
    rows = [SlotRow(slot, *titles.get(slot.product, ("", "")), *told.get(slot.product, (0, 0))) for slot in slots]
    showing = titles[screen.showing][0] if screen.showing in titles else ""
    return ScreenView(ScreenRow(screen, len(slots), showing), tuple(rows))


def titles_of(products: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """(title, pid) of each that is public, in the reader's language where there is one."""
    found: dict[UUID, tuple[str, str]] = {}
    for page in public_products().filter(translation_key__in=list(products)):
        if page.translation_key not in found or page.lang == get_language():
            found[page.translation_key] = (page.title, page.pid)
    return found


def products_to_show() -> list[tuple[str, str]]:
    """(key, title) of every public product, each once, by title."""
    keys = ProductPage.objects.live().values_list("translation_key", flat=True)
    return sorted(((str(key), title) for key, (title, _pid) in titles_of(set(keys)).items()), key=lambda pair: pair[1])


def _played(screen: Screen) -> dict[UUID, tuple[int, int]]:
    """Times today, and in the last seven days."""
    plays = Play.objects.filter(screen=screen, day__gt=today() - WEEK).values("product")
    sums = plays.annotate(now=Sum("times", filter=Q(day=today())), week=Sum("times"))
    return {row["product"]: (row["now"] or 0, row["week"]) for row in sums}
