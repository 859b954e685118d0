"""The follower: a thread that keeps this process's index up to date. The server starts it; commands need none.

A wake-up makes it quick in the process where the change was made, a poll of one second makes it certain in the others.
Beside it a second thread lets the slow encoders read: one long text takes them a second, seconds where the machine is
busy, and what has just been published must not wait for that.
"""

import logging
import math
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import close_old_connections

from foreword.kernel import wakeups
from foreword.search.live import LiveIndex, live, warm

log = logging.getLogger(__name__)

CHANNEL = "search.changed"
POLL_S = 1.0
# Slow encoders read one document between two looks at whether to stop.
READ_AT_ONCE = 1
# How often the files are looked at, and how often they are read through (first when nothing else is to be done).
LOOK_S, INSPECT_S = 5.0, 6 * 3_600.0
PAUSE_S = 0.02
# A small library's index is built before the first page is asked for; a large one's readers do not wait for it.
START_PATIENCE_S = 20.0
FOLLOWING_NICENESS, READING_NICENESS = 5, 10

_starting = threading.Lock()


class Follower(threading.Thread):
    def __init__(self, index: LiveIndex) -> None:
        super().__init__(name="search-follower", daemon=True)
        self._index = index
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._looked, self._inspected = time.monotonic(), -math.inf
        self._reading = threading.Thread(target=self._read, name="search-reader", daemon=True)

    def run(self) -> None:
        unsubscribe = wakeups.subscribe(CHANNEL, lambda _channel, _hint: self._woken.set())
        self._index.is_followed = True
        _give_way(FOLLOWING_NICENESS)
        self._reading.start()
        try:
            while not self._stopped.is_set():
                self._woken.clear()
                if not self._try(self._index.step):
                    self._look()
                    self._woken.wait(POLL_S)
        finally:
            self._reading.join()
            self._index.is_followed = False
            unsubscribe()

    def _read(self) -> None:
        _give_way(READING_NICENESS)
        while not self._stopped.is_set():
            if not self._try(lambda: self._index.catch_up(READ_AT_ONCE)):
                self._stopped.wait(POLL_S)

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()
        self.join()
        self._index.wait(START_PATIENCE_S)

    def _try(self, work: Callable[[], int]) -> bool:
        """Some of the work there is; whether there may be more to do at once."""
        close_old_connections()
        try:
            return bool(work())
        except Exception:
            # Whatever is wrong with one document or with the database, search goes on with what it has.
            log.exception("The search index could not take in a change; trying again.")
            return False
        finally:
            close_old_connections()

    def _look(self) -> None:
        """Whether the files are still what they were; reading all of them takes a while, and a change interrupts it."""
        moment = time.monotonic()
        if moment - self._inspected > INSPECT_S:
            with suppress(_Interrupted):
                self._index.inspect(pause=self._pause)
                self._inspected = self._looked = moment
        elif moment - self._looked > LOOK_S:
            self._index.inspect()
            self._index.tidy()
            self._looked = moment

    def _pause(self) -> None:
        if self._woken.wait(PAUSE_S):
            raise _Interrupted


class _Interrupted(Exception):
    """There is something more urgent than reading files."""


def _give_way(niceness: int) -> None:
    """Readers come first: at 10 a thread takes a tenth of a processor that they want. (Linux counts threads.)"""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)


def start() -> Follower:
    """Warm up and follow; called once by the server when it starts."""
    with _starting:
        index = live()
        index.is_followed = True
        warm()
        index.wait(START_PATIENCE_S)
        follower = Follower(index)
        follower.start()
        return follower
