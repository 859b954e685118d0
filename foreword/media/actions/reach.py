"""Counting how far a product reaches: once for a browser within a short while, never who."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db.models import F

from foreword.kernel import writer
from foreword.kernel.clock import today
from foreword.media.models import Placement, Reach, Screen
from foreword.media.models.reach import MEDIA

SHORT_WHILE: Final = 60
"""Seconds, for which the visit is remembered in memory; it is written nowhere."""


def count_reach(*, product: UUID, what: Reach.What, visit: str, medium: str = "web", placement: str = "") -> bool:
    """False where nothing was counted: a second click, a machine, somebody who is not to be noted (`visit` empty)."""
    if not visit or not cache.add(f"media:reach:{visit}:{product}:{what}:{medium}:{placement}", 1, SHORT_WHILE):
        return False
    writer.write(partial(_count, product, what, medium, placement))
    return True


def medium_of(code: str) -> tuple[str, str]:
    """(medium, placement) of what stands in a code. What is not known to us is merely elsewhere."""
    if code in MEDIA:
        return code, ""
    if len(code) != 13:
        return "link", ""
    placement = Placement.objects.filter(pid=code).first()
    if placement:
        return placement.medium, code
    return ("screen", code) if Screen.objects.filter(pid=code).exists() else ("link", "")


def _count(product: UUID, what: Reach.What, medium: str, placement: str) -> None:
    row, _new = Reach.objects.get_or_create(product=product, what=what, medium=medium, placement=placement, day=today())
    Reach.objects.filter(pk=row.pk).update(times=F("times") + 1)
