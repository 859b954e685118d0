"""`foreword bench signals`: how many signals a second are taken in, with consent, private words, repeats and crowds
looked at, and how many readers a second are drawn from them. "cpu": by seconds of work, whatever else the machine does.

Readers are invented, seven in ten have agreed; a tenth of the signals come twice, a hundredth is of a script.
"""

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from foreword.kernel.clock import now
from foreword.people.models import Consent, Dimension, Person, Topic
from foreword.portraits.actions.growing import rebuild_everybody
from foreword.portraits.actions.intake import Given, Taken, take_in
from foreword.portraits.models import Signal, SignalKind, Trait

SEED: Final = 20261125
AGREED: Final = 0.7
REPEATED: Final = 0.1
SCRIPTED: Final = 0.01
DAYS: Final = 28
KINDS: Final = (SignalKind.SEARCHED, SignalKind.OPENED, SignalKind.DWELT, SignalKind.BORROWED, SignalKind.VISITED)
WORDS: Final = (
    "citing",
    "thesis",
    "standard",
    "patent",
    "journal",
    "off campus",
    "论文",
    "文献",
    "知网",
    "引用",
    "预约",
)


def run(*, signals: float, readers: float, batch: float) -> dict[str, Any]:
    chance = random.Random(SEED)  # noqa: S311 - a benchmark's dice, not a secret
    keys, topics = _readers(int(readers), chance), _topics()
    given = list(_signals(int(signals), keys, topics, chance, now()))
    began, busy = time.perf_counter(), time.process_time()
    taken = Taken()
    for start in range(0, len(given), int(batch)):
        taken.add(take_in(given[start : start + int(batch)]))
    took, busy = time.perf_counter() - began, time.process_time() - busy
    Signal.objects.filter(placed_at__isnull=True).update(placed_at=now())
    began, drawing = time.perf_counter(), time.process_time()
    drawn = rebuild_everybody()
    drew, drawing = time.perf_counter() - began, time.process_time() - drawing
    return {
        "signals": len(given),
        "readers": len(keys),
        "batch": int(batch),
        "signals_s": round(len(given) / took),
        "signals_cpu_s": round(len(given) / busy),
        "stored": taken.stored,
        "stored_s": round(taken.stored / took),
        "repeated": taken.repeated,
        "refused": dict(sorted(taken.refused.items())),
        "portraits_s": round(drawn / drew, 1),
        "portraits_cpu_s": round(drawn / drawing, 1),
        "traits": Trait.objects.count(),
    }


def _readers(count: int, chance: random.Random) -> list[int]:
    Person.objects.bulk_create((Person(email=f"{n}@bench.example") for n in range(count)), batch_size=500)
    keys = list(Person.objects.filter(email__endswith="@bench.example").values_list("pk", flat=True))
    agreed = [key for key in keys if chance.random() < AGREED]
    rows = (Consent(person_id=key, dimension=dimension) for key in agreed for dimension in Dimension)
    Consent.objects.bulk_create(rows, batch_size=500)
    return keys


def _topics() -> list[str]:
    Topic.objects.bulk_create(Topic(key=f"t{n}", name_en=f"Topic {n}", name_zh=f"主题{n}", order=n) for n in range(40))
    return list(Topic.objects.values_list("key", flat=True))


def _signals(
    count: int, readers: list[int], topics: list[str], chance: random.Random, moment: datetime
) -> Iterator[Given]:
    script, before = readers[0], None
    for n in range(count):
        if before is not None and chance.random() < REPEATED:
            yield before
            continue
        before = Given(
            person=script if chance.random() < SCRIPTED else chance.choice(readers),
            kind=chance.choice(KINDS),
            item=f"entry:{chance.randrange(5000)}",
            topic=chance.choice(topics),
            text=f"{chance.choice(WORDS)} {chance.randrange(400)}",
            value=chance.random() * 200,
            about={"device": chance.choice(("phone", "computer"))},
            dedupe=f"bench:{n}",
            at=moment - timedelta(seconds=chance.random() * DAYS * 86_400),
        )
        yield before
