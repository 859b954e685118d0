"""Foreseeing: the needs of a few readers, read and written together. One that was there before stays the same need."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from foreword.portraits.models import Need
from foreword.portraits.needs import Foreseen
from foreword.portraits.registry import Facts
from foreword.portraits.scenes import foreseen

FIELDS: Final = ("strength", "urgency", "answer", "reasons", "dimensions", "expires_at")
Identity = tuple[str, str, str, str]


class Foresight:
    def __init__(self, readers: Sequence[int]) -> None:
        self.known: dict[int, dict[Identity, Need]] = defaultdict(dict)
        self.gone: list[int] = []
        self.new: list[Need] = []
        self.changed: list[Need] = []
        for need in Need.objects.filter(person__in=readers):
            self.known[need.person_id][(need.topic, need.season, need.text, need.item)] = need

    def look(self, facts: Facts) -> None:
        """What this reader needs now, against what they needed so far."""
        known, wanted = self.known[facts.person.pk], foreseen(facts)
        self.gone += [need.pk for identity, need in known.items() if identity not in wanted]
        for identity, each in wanted.items():
            fields = _fields(each)
            need = known.get(identity)
            if need is None:
                topic, season, text, item = identity
                self.new.append(
                    Need(
                        person=facts.person,
                        topic=topic,
                        season=season,
                        text=text,
                        item=item,
                        made_at=facts.at,
                        **fields,
                    )
                )
            elif any(getattr(need, name) != value for name, value in fields.items()):
                for name, value in fields.items():
                    setattr(need, name, value)
                self.changed.append(need)

    def write(self) -> None:
        Need.objects.filter(pk__in=self.gone).delete()
        Need.objects.bulk_create(self.new)
        Need.objects.bulk_update(self.changed, FIELDS, batch_size=100)


def _fields(need: Foreseen) -> dict[str, object]:
    return {
        "strength": round(need.strength, 4),
        "urgency": need.urgency,
        "answer": need.answer.value,
        "reasons": need.reasons,
        "dimensions": sorted({each["dimension"] for each in need.reasons}),
        "expires_at": need.expires_at,
    }
