"""What every making needs: the product as it stands, and a sign of life now and then."""

import time
from typing import Final

from django.conf import settings

from foreword.kernel.clock import now
from foreword.media.models import Making, ProductPage
from foreword.media.sound.trouble import Trouble

LONGEST: Final = 1800
"""Seconds for one making, all in all."""


class Beat:
    """A sign of life at most once a second. Raises Trouble where the work is cancelled, or takes too long."""

    def __init__(self, making: Making) -> None:
        self._making, self._began, self._last = making, time.monotonic(), 0.0

    def __call__(self, percent: float) -> None:
        at = time.monotonic()
        if at - self._began > LONGEST:
            raise Trouble("slow", program="Foreword")
        if at - self._last < 1:
            return
        self._last = at
        mine = Making.objects.filter(pk=self._making.pk, state=Making.State.RUNNING)
        if not mine.update(progress=min(99, int(percent)), beat=now()):
            raise Trouble("cancelled")


def published(making: Making) -> ProductPage:
    """As it stands now, not as it stood when it was asked for. Raises Trouble."""
    page = ProductPage.objects.filter(pk=making.product_id, live=True).select_related("locale", "topic").first()
    if page is None:
        raise Trouble("gone")
    return page


def about(page: ProductPage) -> dict[str, str]:
    """What stands in the file itself."""
    names = settings.FOREWORD_LIBRARY_NAME
    return {"title": page.title, "artist": names.get(page.lang, names["en"]), "language": page.lang[:2]}
