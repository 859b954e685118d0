"""What listens beside the pages for as long as a process lives: a mailbox, a port that mail is handed in at.

A room registers a factory; it gives None where nothing is set up, and then nothing runs. Each listener has a thread and
a lease: of many processes one listens, and another takes over when that one ends or dies.
"""

import logging
import secrets
import socket
import threading
from collections.abc import Callable
from typing import Final, Protocol

from django.db import close_old_connections, connection

from foreword.kernel.models import give_back_lease, take_lease
from foreword.kernel.writer import write

logger = logging.getLogger(__name__)

RENEW_SECONDS: Final = 15.0
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
GRACE_SECONDS: Final = 5.0


class Listener(Protocol):
    """`name` is the lease's. `listen` returns soon after `ended` is set; it may raise, and is called again."""

    @property
    def name(self) -> str: ...

    def listen(self, ended: threading.Event) -> None: ...


Factory = Callable[[], Listener | None]

_factories: list[Factory] = []


def register_listener(factory: Factory) -> None:
    if factory not in _factories:
        _factories.append(factory)


def made() -> list[Listener]:
    """Those that are set up here."""
    return [listener for factory in _factories if (listener := factory())]


class Listeners:
    def __init__(self) -> None:
        self._posts = [_Post(listener) for listener in made()]

    def start(self) -> None:
        for post in self._posts:
            post.start()

    def stop(self) -> None:
        for post in self._posts:
            post.end()
        for post in self._posts:
            post.join()


class _Post:
    """One listener: a thread that holds its lease and one that listens while it is held."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._holder = f"{socket.gethostname()[:40]}:{secrets.token_hex(6)}"
        self._ended = threading.Event()
        self._off = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"{listener.name} lease", daemon=True)
        self._hearer: threading.Thread | None = None

    def start(self) -> None:
        self._keeper.start()

    def end(self) -> None:
        self._ended.set()
        self._off.set()

    def join(self) -> None:
        self._keeper.join(GRACE_SECONDS * 2)

    def _keep(self) -> None:
        while not self._ended.is_set():
            if self._held():
                if self._hearer is None:
                    self._begin()
            else:
                self._rest()
            self._ended.wait(RENEW_SECONDS)
        self._rest()
        self._quietly(lambda: give_back_lease(self._listener.name, self._holder))
        connection.close()

    def _held(self) -> bool:
        return bool(self._quietly(lambda: take_lease(self._listener.name, self._holder)))

    def _quietly(self, fn: Callable[[], object]) -> object:
        try:
            close_old_connections()
            return write(fn)
        except Exception:
            logger.exception("the lease of %s", self._listener.name)
            return None

    def _begin(self) -> None:
        self._off = threading.Event()
        self._hearer = threading.Thread(target=self._listen, args=(self._off,), name=self._listener.name, daemon=True)
        self._hearer.start()

    def _rest(self) -> None:
        hearer, self._hearer = self._hearer, None
        self._off.set()
        if hearer:
            hearer.join(GRACE_SECONDS)

    def _listen(self, off: threading.Event) -> None:
        """Again after each failure, a little later each time; at once after a success of some length."""
        pause = FIRST_PAUSE
        while not off.is_set():
            try:
                self._listener.listen(off)
                pause = FIRST_PAUSE
            except Exception as error:  # noqa: BLE001 - whatever the other side did, we listen again
                logger.warning("%s: %s: %s", self._listener.name, type(error).__name__, error)
                pause = min(pause * 2, LONGEST_PAUSE)
            off.wait(pause)
        connection.close()
