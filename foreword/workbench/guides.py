"""What editors have to mend in guides: the things that a section names and that nobody can read any more."""

from collections.abc import Iterable
from dataclasses import dataclass

from foreword.knowledge.models import Entry
from foreword.media.models import GuidePage
from foreword.media.queries import public_products
from foreword.media.queries.guides import sections_of


@dataclass(frozen=True, slots=True)
class Lost:
    """A section, and `kind:pid` of what it names."""

    section: str
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    page: GuidePage
    things: int
    lost: tuple[Lost, ...]


def guides_to_keep() -> list[Kept]:
    """Those with something to mend first, then by title."""
    pages = list(GuidePage.objects.select_related("locale").order_by("title", "pk"))
    named = {page.pk: [(each.title, ref) for each in sections_of(page) for ref in each.chosen] for page in pages}
    readable = _readable(ref for refs in named.values() for _title, ref in refs)
    kept = [
        Kept(page, len(named[page.pk]), tuple(Lost(title, ref) for title, ref in named[page.pk] if ref not in readable))
        for page in pages
    ]
    return sorted(kept, key=lambda each: not each.lost)


def _readable(refs: Iterable[str]) -> set[str]:
    asked = set(refs)
    pids = [ref.partition(":")[2] for ref in asked]
    entries = Entry.objects.published().filter(pid__in=pids).values_list("pid", flat=True)
    products = public_products().filter(pid__in=pids).values_list("pid", flat=True)
    return {*(f"entry:{pid}" for pid in entries), *(f"product:{pid}" for pid in products)}
