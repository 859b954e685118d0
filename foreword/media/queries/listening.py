"""What can be heard of the products: one spoken version, and the episodes of the podcast."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from foreword.media.models import Making, Narration, ProductPage
from foreword.media.queries.reading import public_products
from foreword.media.renditions.script import script_of

MOST: Final = 200

Timed = tuple[float | None, str]


@dataclass(frozen=True, slots=True)
class SpokenView:
    """`paragraphs` hold (second, words): where nobody knows when a sentence is said, all stand at None."""

    pid: str
    lang: str
    address: str
    mime: str
    seconds: int
    voice: str
    paragraphs: tuple[tuple[Timed, ...], ...]
    outdated: bool
    made: datetime

    @property
    def by_machine(self) -> bool:
        return bool(self.voice)


@dataclass(frozen=True, slots=True)
class Episode:
    """`url` leads to the product's page, without host; `weight` in bytes."""

    pid: str
    lang: str
    title: str
    summary: str
    topic: str
    url: str
    address: str
    mime: str
    weight: int
    seconds: int
    voice: str
    has_captions: bool
    has_chapters: bool
    published: datetime


@dataclass(frozen=True, slots=True)
class SoundWork:
    """A product's sound as its editor sees it. `making`: the newest work, done or not."""

    spoken: SpokenView | None
    making: Making | None


def spoken_version(pid: str) -> SpokenView | None:
    """What readers may listen to."""
    return _spoken(Narration.objects.heard().filter(product__pid=pid))


def sound_work(page: ProductPage) -> SoundWork:
    sound = [Making.Kind.READING, Making.Kind.RECORDING]
    newest = Making.objects.filter(product=page, kind__in=sound).order_by("-asked", "-pk").first()
    return SoundWork(_spoken(Narration.objects.filter(product=page)), newest)


def episodes(lang: str = "") -> list[Episode]:
    """Of one language or of all, the newest first."""
    rows = Narration.objects.heard().filter(product__in=public_products())
    if lang:
        rows = rows.filter(product__locale__language_code=lang)
    rows = rows.select_related("product__locale", "product__topic").order_by("-first_made", "-pk")[:MOST]
    return [_episode(row) for row in rows]


def _episode(row: Narration) -> Episode:
    page = row.product
    with override(page.lang):
        url, topic = reverse("portal:product", args=[page.pid]), page.topic.name if page.topic else ""
    return Episode(
        pid=page.pid,
        lang=page.lang,
        title=page.title,
        summary=page.summary,
        topic=topic,
        url=url,
        address=address_of(row),
        mime=row.mime,
        weight=row.weight,
        seconds=row.seconds,
        voice=row.voice,
        has_captions=bool(row.cues),
        has_chapters=len(row.chapters) > 1,
        published=row.first_made,
    )


def address_of(row: Narration) -> str:
    """The same for as long as there is a spoken version, whoever reads it."""
    return reverse("podcast-audio", args=[row.product.pid, row.ending])


def _spoken(rows: QuerySet[Narration]) -> SpokenView | None:
    row = rows.select_related("product__locale", "product__topic").first()
    if row is None:
        return None
    return SpokenView(
        pid=row.product.pid,
        lang=row.product.lang,
        address=address_of(row),
        mime=row.mime,
        seconds=row.seconds,
        voice=row.voice,
        paragraphs=tuple(map(tuple, _paragraphs(row))),
        outdated=row.outdated,
        made=row.made,
    )


def _paragraphs(row: Narration) -> list[list[Timed]]:
    """One for each chapter."""
    begins = {start for start, _title in row.chapters}
    timed: list[tuple[float | None, str, bool]] = [
        (cue.start / 1000, cue.text, cue.start in begins) for cue in row.captions
    ]
    paragraphs: list[list[Timed]] = []
    for second, words, is_new in timed or _untimed(row):
        if is_new or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append((second, words))
    return paragraphs


def _untimed(row: Narration) -> list[tuple[float | None, str, bool]]:
    return [(None, line.shown, bool(line.chapter)) for line in script_of(row.product.manuscript).lines]
