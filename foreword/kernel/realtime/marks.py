"""What is true only now: who is writing, how far somebody has read, how many are before one.

Marks are kept in memory alone, the newest of each name, for channels that somebody used lately. They travel on a
channel's stream as `event: mark`, without a number, and never touch the log, the writer or the audit trail. A mark may
be lost (a restart, another process without Redis), so nothing may depend on one.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from itertools import count
from typing import Any, Final, NamedTuple

MOST_CHANNELS: Final = 20_000

Listener = Callable[[str, str, dict[str, Any], float | None], None]
"""(channel, name, content, seconds): called in the thread of whoever put the mark; returns at once."""


class Mark(NamedTuple):
    number: int
    until: float
    """On the monotonic clock."""
    content: dict[str, Any]
    data: bytes


_lock = threading.Lock()
_channels: OrderedDict[str, dict[str, Mark]] = OrderedDict()
_numbers = count(1)
_listeners: set[Listener] = set()


def put(channel: str, name: str, content: dict[str, Any], *, seconds: float | None = None) -> None:
    """Tell whoever follows `channel`; with `seconds`, whoever comes later is not told any more."""
    said = json.dumps({"name": name, **content}, ensure_ascii=False, separators=(",", ":"))
    until = time.monotonic() + seconds if seconds else float("inf")
    with _lock:
        mark = Mark(next(_numbers), until, content, f"event: mark\ndata: {said}\n\n".encode())
        _channels.setdefault(channel, {})[name] = mark
        _channels.move_to_end(channel)
        if len(_channels) > MOST_CHANNELS:
            _channels.popitem(last=False)
        listeners = [*_listeners]
    for listener in listeners:
        listener(channel, name, content, seconds)


def after(channel: str, number: int) -> list[tuple[int, bytes]]:
    """The marks of a channel that were put after `number` and still hold, in order."""
    marks = _channels.get(channel)
    if not marks:
        return []
    at = time.monotonic()
    with _lock:
        fresh = [mark for mark in marks.values() if mark.number > number and mark.until > at]
    return [(mark.number, mark.data) for mark in sorted(fresh)]


def current(channel: str, name: str) -> dict[str, Any] | None:
    """What a mark says, while it holds."""
    mark = _channels.get(channel, {}).get(name)
    return mark.content if mark and mark.until > time.monotonic() else None


def subscribe(listener: Listener) -> Callable[[], None]:
    """Returns the function that unsubscribes."""
    with _lock:
        _listeners.add(listener)

    def unsubscribe() -> None:
        with _lock:
            _listeners.discard(listener)

    return unsubscribe
