"""A guide as readers see it, and what an editor has to mend in it: the things that its sections name, looked up."""

from dataclasses import dataclass

from foreword.knowledge.models import Entry
from foreword.media.guide_blocks import MOST_BY_ITSELF
from foreword.media.queries import public_products, spoken_version
from foreword.media.queries.guides import Guide, Section
from foreword.people.models import Person
from foreword.portal.items import Item
from foreword.portal.queries.finding import items_of


@dataclass(frozen=True, slots=True)
class Place:
    """One thing in a section. `audio`: the address of its sound, where it can be heard."""

    item: Item
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A section, with those of its things that can be read now. `missing` are the names of the others."""

    title: str
    intro: str
    places: tuple[Place, ...]
    missing: tuple[str, ...]


def shown_sections(guide: Guide, viewer: Person | None, lang: str) -> list[Shown]:
    """What a section names itself comes first; nothing stands twice in one section."""
    return [_shown(section, viewer, lang) for section in guide.sections]


def _shown(section: Section, viewer: Person | None, lang: str) -> Shown:
    keys = _keys_of(section.chosen)
    chosen = {ref: items_of([keys[ref]], viewer, lang=lang) if ref in keys else [] for ref in section.chosen}
    by_itself = items_of(_newest(section.topic), viewer, lang=lang) if section.topic else []
    items = list({item.ref: item for found in (*chosen.values(), by_itself) for item in found}.values())
    audio = _spoken([item.key for item in items if item.kind == "product"], lang)
    places = tuple(Place(item, audio.get(item.key, "")) for item in items)
    return Shown(section.title, section.intro, places, tuple(ref for ref, found in chosen.items() if not found))


def _keys_of(chosen: tuple[str, ...]) -> dict[str, str]:
    """A product is named by the page of one language; its key is that of all."""
    pids = [ref.partition(":")[2] for ref in chosen if ref.startswith("product:")]
    pages = public_products().filter(pid__in=pids)
    found = {f"product:{page.pid}": f"product:{page.translation_key}" for page in pages}
    return {**{ref: ref for ref in chosen if ref.startswith("entry:")}, **found}


def _newest(topic: str) -> list[str]:
    """Products first, then answers."""
    products = (
        public_products().filter(topic=topic).order_by("-last_published_at").values_list("translation_key", flat=True)
    )
    entries = Entry.objects.published().filter(topic=topic).order_by("-published_at").values_list("pid", flat=True)
    refs = [f"product:{key}" for key in dict.fromkeys(products)]
    return [*refs[: MOST_BY_ITSELF // 2], *(f"entry:{pid}" for pid in entries[:MOST_BY_ITSELF])][:MOST_BY_ITSELF]


def _spoken(products: list[str], lang: str) -> dict[str, str]:
    """Addresses of what can be heard, in `lang` where there is such a version."""
    found: dict[str, str] = {}
    for page in public_products().filter(translation_key__in=products):
        spoken = spoken_version(page.pid)
        if spoken and (page.lang == lang or str(page.translation_key) not in found):
            found[str(page.translation_key)] = spoken.address
    return found
