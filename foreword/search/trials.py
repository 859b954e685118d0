"""Which ranker is in use, which one is on trial, and on whose page."""

from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.core.cache import cache

from foreword.search import fusion
from foreword.search.models import RankerTrial

KEPT_SECONDS: Final = 15
"""Asked at every search, so the answer is kept: so long after it starts or ends, a trial does so in every process."""
KEY: Final = "search.rankers"


@dataclass(frozen=True, slots=True)
class Standing:
    house: str = fusion.HOUSE
    challenger: str = ""
    trial: str = ""
    share: float = 0.0

    def shared_with(self, visit: str) -> bool:
        """Whether this visit's pages are drafted from both: by its own hash, so all of them or none."""
        return bool(self.trial and visit) and crc32(f"{self.trial} {visit}".encode()) / 2**32 < self.share


def in_use() -> Standing:
    return cache.get_or_set(KEY, _standing, KEPT_SECONDS) or Standing()


def _standing() -> Standing:
    house = house_ranker()
    running = RankerTrial.objects.running().first()
    if running is None or running.challenger not in fusion.RANKERS:
        return Standing(house)
    return Standing(house, running.challenger, running.pid, running.share)


def rankers() -> tuple[str, ...]:
    """The names of the sets of weights that there are."""
    return tuple(fusion.RANKERS)


def house_ranker() -> str:
    """The ranker in use: the last one adopted that still exists, else the one that ships."""
    for name in RankerTrial.objects.adopted().values_list("challenger", flat=True):
        if name in fusion.RANKERS:
            return str(name)
    return fusion.HOUSE


def forget_standing() -> None:
    """This process asks anew; the others do within KEPT_SECONDS."""
    cache.delete(KEY)
