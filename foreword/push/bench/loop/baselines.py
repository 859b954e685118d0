"""What push is held against: the most used for everybody, and chance. Both know what is there, and repeat nothing
within four weeks.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from foreword.push.bench.loop.judging import LATELY, Given
from foreword.push.bench.loop.reading import Log


@dataclass(frozen=True, slots=True)
class Baselines:
    """Each gives each reader so many items at the beginning of each week."""

    log: Log
    readers: Sequence[str]
    mondays: Sequence[datetime]
    seed: int

    def popular(self, most: int) -> list[Given]:
        """The most used of the four weeks before, by all readers of the log."""
        given: list[Given] = []
        for monday in self.mondays:
            uses = Counter(
                event.item for event in self.log.events if event.item and monday - LATELY <= event.at < monday
            )
            ordered = sorted(self._there(monday), key=lambda item: (-uses[item], item))
            given += self._give(monday, given, dict.fromkeys(self.readers, ordered), most)
        return given

    def chance(self, most: int) -> list[Given]:
        given: list[Given] = []
        for monday in self.mondays:
            there, dice = self._there(monday), Random(f"{self.seed}:{monday}")  # noqa: S311 - dice, not a secret
            drawn = {reader: dice.sample(there, min(len(there), 5 * most)) for reader in self.readers}
            given += self._give(monday, given, drawn, most)
        return given

    def _there(self, at: datetime) -> list[str]:
        return sorted(item.id for item in self.log.items.values() if item.published is None or item.published <= at)

    def _give(
        self, monday: datetime, before: Sequence[Given], drawn: Mapping[str, Sequence[str]], most: int
    ) -> list[Given]:
        recent: dict[str, set[str]] = defaultdict(set)
        for each in before:
            if monday - each.at < LATELY:
                recent[each.reader].add(each.item)
        made = []
        for reader, items in drawn.items():
            fresh = (item for item in items if item not in recent[reader])
            made += [Given(monday, reader, item) for _, item in zip(range(most), fresh, strict=False)]
        return made
