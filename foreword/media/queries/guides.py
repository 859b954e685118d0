"""Guides as plain values: what each section names. What is behind a name is the portal's to find."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.query import PageQuerySet

from foreword.media.guide_blocks import named_thing
from foreword.media.models import GuidePage


@dataclass(frozen=True, slots=True)
class Section:
    """`chosen` are `kind:pid`, in the editor's order; `topic` is a key, or empty."""

    title: str
    intro: str
    chosen: tuple[str, ...]
    topic: str


@dataclass(frozen=True, slots=True)
class Guide:
    pid: str
    key: str
    lang: str
    title: str
    summary: str
    kind: str
    sections: tuple[Section, ...]
    others: tuple[tuple[str, str], ...]
    """(lang, pid) of its other languages."""
    updated: datetime | None


def public_guides() -> PageQuerySet[GuidePage]:
    return GuidePage.objects.live().public().select_related("locale")


def guides(lang: str) -> list[Guide]:
    """Each once: in `lang` where there is such a page."""
    found: dict[str, list[GuidePage]] = {}
    for page in public_guides().order_by("path"):
        found.setdefault(str(page.translation_key), []).append(page)
    return [_guide(_in(pages, lang), pages) for pages in found.values()]


def guide(pid: str, lang: str) -> Guide:
    """In `lang`, else in the language that there is. Raises GuidePage.DoesNotExist for unknown and withdrawn alike."""
    key = GuidePage.objects.filter(pid=pid).values("translation_key")
    pages = list(public_guides().filter(translation_key__in=key).order_by("path"))
    if not pages:
        raise GuidePage.DoesNotExist
    return _guide(_in(pages, lang), pages)


def _in(pages: list[GuidePage], lang: str) -> GuidePage:
    return next((page for page in pages if page.lang == lang), pages[0])


def _guide(page: GuidePage, pages: list[GuidePage]) -> Guide:
    return Guide(
        pid=page.pid,
        key=str(page.translation_key),
        lang=page.lang,
        title=page.title,
        summary=page.summary,
        kind=str(page.get_kind_display()),
        sections=sections_of(page),
        others=tuple((each.lang, each.pid) for each in pages if each is not page),
        updated=page.last_published_at,
    )


def sections_of(page: GuidePage) -> tuple[Section, ...]:
    return tuple(
        Section(
            title=child.value["title"],
            intro=child.value["intro"] or "",
            chosen=tuple(named for each in child.value["chosen"] if (named := _named(each))),
            topic=child.value["topic"] or "",
        )
        for child in page.sections
    )


def _named(address: str) -> str:
    """Empty for what the form would have refused."""
    try:
        return named_thing(address)
    except ValueError:
        return ""
