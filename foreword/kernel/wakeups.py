"""Wake-ups inside a process: "something happened on this channel", and nothing more.

A wake-up carries no truth and may be lost; whoever waits looks in the database, and polls behind it. Between processes
`realtime` carries them over Redis where the library has set it up.
"""

import threading
from collections.abc import Callable

Listener = Callable[[str, int], None]

_lock = threading.Lock()
_listeners: dict[str, set[Listener]] = {}


def subscribe(channel: str, listener: Listener) -> Callable[[], None]:
    """Call `listener(channel, hint)` on each wake-up of `channel` ("*" for all), in the notifier's thread.

    A listener must return at once and must not raise. Returns the function that unsubscribes.
    """
    with _lock:
        _listeners.setdefault(channel, set()).add(listener)

    def unsubscribe() -> None:
        with _lock:
            listeners = _listeners.get(channel, set())
            listeners.discard(listener)
            if not listeners:
                _listeners.pop(channel, None)

    return unsubscribe


def notify(channel: str, hint: int = 0) -> None:
    """Wake whoever waits on `channel`. Call it on commit, never before."""
    with _lock:
        listeners = [*_listeners.get(channel, ()), *_listeners.get("*", ())]
    for listener in listeners:
        listener(channel, hint)
