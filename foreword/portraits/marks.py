"""From a signal to counters: what one act adds to, and by how much.

Each family of counters has one half-life. Families in `LIVE` are read from the signals alone and are gone with them
after 30 days, because they would tell what was opened or typed; the others leave their weight in a `Remnant`.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.timezone import localtime

from foreword.portraits.models import WEIGHTS, Signal, SignalKind

Mark = tuple[str, float]

HALF_LIVES: Final[dict[str, timedelta | None]] = {
    "topic": timedelta(days=120),
    "field": timedelta(days=120),
    "act": timedelta(days=90),
    "hour": timedelta(days=60),
    "days": timedelta(days=60),
    "reads": timedelta(days=90),
    "types": timedelta(days=90),
    "form": timedelta(days=90),
    "device": timedelta(days=45),
    "grade": timedelta(days=90),
    "medium": timedelta(days=120),
    "style": timedelta(days=180),
    "age": timedelta(days=90),
    "craft": timedelta(days=90),
    "phrase": timedelta(days=90),
    "found": timedelta(days=45),
    "stay": timedelta(days=90),
    "shelf": timedelta(days=90),
    "verdict": timedelta(days=60),
    "stars": timedelta(days=120),
    "loan": timedelta(days=120),
    "branch": timedelta(days=60),
    "item": timedelta(days=45),
    "course": None,
    "teaches": None,
    "due": None,
}
"""None: it does not fade, it ends (`until`)."""

LIVE: Final = frozenset(["item"])
LONG_STAY: Final = 90.0
"""Seconds with one answer that count as reading it through."""
MOST_STAY: Final = 1800.0

HOURS: Final = ((5, "night"), (9, "early"), (12, "morning"), (18, "afternoon"), (23, "evening"), (24, "night"))
_CRAFT = re.compile(r"\"[^\"]+\"|\b(AND|OR|NOT)\b|[*?]|\w+[:=]\w|[“《][^”》]+[”》]")
_PHRASE = re.compile(
    r"[?？]|^(how|what|where|when|who|why|can|may|is|do|does)\b|怎么|如何|哪里|什么|吗$|能不能", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]")
OPENS: Final = frozenset([SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED, SignalKind.CITED])
ACTIVE: Final = frozenset(SignalKind) - {
    SignalKind.IGNORED,
    SignalKind.ENROLLED,
    SignalKind.BORROWED,
    SignalKind.VISITED,
}


def family(counter: str) -> str:
    return counter.partition(".")[0]


def half_life(counter: str) -> timedelta | None:
    return HALF_LIVES[family(counter)]


def marks(signal: Signal) -> list[Mark]:
    """All counters that this signal adds to. The same signal always gives the same marks."""
    kind = SignalKind(signal.kind)
    found: list[Mark] = [(f"act.{kind.value}", 1.0)]
    if signal.topic and WEIGHTS[kind]:
        found.append((f"topic.{signal.topic}", WEIGHTS[kind]))
    if signal.clc:
        found.append((f"field.{signal.clc}", WEIGHTS[kind]))
    if kind in ACTIVE:
        found += _when(signal)
    found += _MARKERS[kind](signal) if kind in _MARKERS else ()
    return found


def _when(signal: Signal) -> Iterable[Mark]:
    at = localtime(signal.at)
    yield f"hour.{next(name for until, name in HOURS if at.hour < until)}", 1.0
    yield f"days.{'weekend' if at.weekday() > 4 else 'week'}", 1.0
    yield from _said(signal, device="device")


def _said(signal: Signal, **families: str) -> Iterable[Mark]:
    """`families` names, for each counter family, the word of `about` that it counts."""
    for name, word in families.items():
        if value := signal.about.get(word):
            yield f"{name}.{value}", 1.0


def _searched(signal: Signal) -> Iterable[Mark]:
    if signal.text:
        yield f"craft.{'yes' if _CRAFT.search(signal.text) else 'no'}", 1.0
        yield f"phrase.{'question' if _PHRASE.search(signal.text) else 'words'}", 1.0
        yield f"types.{'zh-hans' if _HAN.search(signal.text) else 'en'}", 1.0
    if signal.hits is not None:
        yield f"found.{'no' if signal.hits == 0 else 'yes'}", 1.0


def _opened(signal: Signal) -> Iterable[Mark]:
    kind = signal.item.partition(":")[0]
    if kind:
        yield f"shelf.{kind}", 1.0
        yield f"item.{signal.item}", 1.0
    yield from _said(signal, reads="lang", form="form", grade="level", age="age")


def _dwelt(signal: Signal) -> Iterable[Mark]:
    if signal.value:
        yield f"stay.{'long' if min(signal.value, MOST_STAY) >= LONG_STAY else 'short'}", 1.0


def _useful(signal: Signal) -> Iterable[Mark]:
    yield "verdict.useful", 1.0
    yield from _opened(signal)


def _rated(signal: Signal) -> Iterable[Mark]:
    if signal.value:
        yield f"stars.{'high' if signal.value >= 4 else 'low'}", 1.0


def _visited(signal: Signal) -> Iterable[Mark]:
    yield from _said(signal, branch="branch")
    at = localtime(signal.at)
    yield f"days.{'weekend' if at.weekday() > 4 else 'week'}", 1.0


def _enrolled(signal: Signal) -> Iterable[Mark]:
    code = signal.item.partition(":")[2]
    if code:
        yield f"{'teaches' if signal.about.get('role') == 'teacher' else 'course'}.{code}", 1.0


def _borrowed(signal: Signal) -> Iterable[Mark]:
    yield f"loan.{signal.about.get('act', 'loan')}", 1.0
    if signal.until and signal.about.get("act") != "return":
        yield f"due.{signal.item.partition(':')[2]}", 1.0


_MARKERS = {
    SignalKind.SEARCHED: _searched,
    SignalKind.OPENED: _opened,
    SignalKind.DWELT: _dwelt,
    SignalKind.FOUND_USEFUL: _useful,
    SignalKind.ANSWERED: _opened,
    SignalKind.CITED: lambda signal: [*_said(signal, style="style"), *_opened(signal)],
    SignalKind.DISMISSED: lambda _: [("verdict.dismissed", 1.0)],
    SignalKind.IGNORED: lambda _: [("verdict.ignored", 1.0)],
    SignalKind.ASKED: lambda signal: _said(signal, medium="medium"),
    SignalKind.RATED: _rated,
    SignalKind.VISITED: _visited,
    SignalKind.ENROLLED: _enrolled,
    SignalKind.BORROWED: _borrowed,
}
