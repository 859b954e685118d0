"""Which readers are counted, when an editor asks how many an audience is (trust.md P16: differencing).

Two audiences that differ by fewer than ten readers would tell of these few. So what is counted is the first audience of
the day that is so near to the one asked for, and the same numbers come of it. Days are kept apart; of one, at most
`A_DAY` audiences are counted, by all editors together.
"""

from collections.abc import Callable
from typing import Final

from django.core.cache import cache
from django.db import IntegrityError, transaction

from foreword.kernel.clock import today
from foreword.push.models import Counted

K: Final = 10
A_DAY: Final = 100
DAY_SECONDS: Final = 86_400


class EnoughCounted(Exception):
    """So many audiences were counted today that no other is."""


def counted(criteria: str, find: Callable[[], set[int]]) -> Counted:
    """Of the same criteria the same all day: `find` walks all readers, and does so once."""
    day = today()
    name = f"push.counted:{day}:{criteria}"
    known = Counted.objects.filter(day=day, place=cache.get(name, -1)).first()
    if known is None:
        known = _near(Counted.of(find()))
        cache.set(name, known.place, DAY_SECONDS)
    return known


def _near(asked: Counted) -> Counted:
    asked.day, bits = today(), asked.bits
    while True:
        rows = list(Counted.objects.filter(day=asked.day).order_by("place"))
        for row in rows:
            if (row.bits ^ bits).bit_count() < K:
                return row
        if len(rows) >= A_DAY:
            raise EnoughCounted
        asked.place = len(rows)
        try:
            with transaction.atomic():
                Counted.objects.exclude(day=asked.day).delete()
                asked.save()
        except IntegrityError:  # another was counted a moment earlier: look at that one, too
            continue
        return asked
