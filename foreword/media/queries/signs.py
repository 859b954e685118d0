"""What a screen plays: each product in its round, in each of its languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.cache import cache

from foreword.media.models import ProductPage, Screen, Slot
from foreword.media.queries.reading import public_products
from foreword.media.renditions import render
from foreword.media.renditions.sign import seconds_in_view

KEPT: Final = 3600


@dataclass(frozen=True, slots=True)
class Sign:
    """A product in one language on a screen. `url` is whole, `seconds` how long it stays in view."""

    product: str
    pid: str
    lang: str
    title: str
    text: str
    led: str
    image: str
    alt: str
    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One stay of one sign. The hours are "8:30" or empty, the last day an ISO date or empty."""

    sign: Sign
    begins: str
    ends: str
    last: str

    def holds(self, at: datetime) -> bool:
        """At this moment of the library's own clock, as the player finds it out by itself."""
        time = f"{at:%H:%M}"
        if self.last and at.date().isoformat() > self.last:
            return False
        if not self.begins:
            return True
        if self.begins <= self.ends:
            return self.begins <= time < self.ends
        return time >= self.begins or time < self.ends


def turns(screen: Screen) -> list[Turn]:
    """In the order of the round; what is no longer public is passed over."""
    slots = list(screen.slots.all())
    signs = signs_of({slot.product for slot in slots})
    return [_turn(slot, sign) for slot in slots for sign in signs.get(slot.product, [])]


def signs_of(products: Iterable[UUID]) -> dict[UUID, list[Sign]]:
    """Of each that is public today, its languages, English first."""
    found: dict[UUID, list[Sign]] = {}
    for page in public_products().filter(translation_key__in=products).order_by("locale__language_code"):
        found.setdefault(page.translation_key, []).append(_sign(page))
    return found


def _sign(page: ProductPage) -> Sign:
    """Kept for each revision: two hundred screens ask every minute."""
    key = f"media:sign:{page.pk}:{page.live_revision_id}"
    sign: Sign | None = cache.get(key)
    if sign is None:
        sign = _made(page)
        cache.set(key, sign, KEPT)
    return sign


def _made(page: ProductPage) -> Sign:
    manuscript = page.manuscript
    shown, picture = render("sign", manuscript), manuscript.picture
    return Sign(
        product=manuscript.key,
        pid=page.pid,
        lang=page.lang,
        title=shown.title,
        text=shown.text,
        led=render("led", manuscript).text,
        image=picture.url if picture else "",
        alt=picture.alt if picture else "",
        url=manuscript.url,
        seconds=seconds_in_view(f"{shown.title} {shown.text}"),
    )


def _turn(slot: Slot, sign: Sign) -> Turn:
    begins, ends = (time.strftime("%H:%M") if time else "" for time in (slot.begins, slot.ends))
    return Turn(sign, begins, ends, slot.last.isoformat() if slot.last else "")
