"""A lock that is handed on in order.

SQLite itself lets waiting writers poll, each up to 100 ms apart: under load one thread writes a thousand times while
another gets one turn (trust.md, finding 3). Inside a process that is easily better: whoever comes next is next.
"""

import threading
from collections import deque


class NotYourTurn(TimeoutError):
    pass


class Turns:
    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    def take(self, seconds: float) -> None:
        with self._mutex:
            if not self._taken:
                self._taken = True
                return
            gate = threading.Lock()
            gate.acquire()
            self._waiting.append(gate)
        if gate.acquire(timeout=seconds):
            return
        with self._mutex:
            if gate in self._waiting:
                self._waiting.remove(gate)
                raise NotYourTurn
        # It was handed to us at the last moment: the turn is ours.

    def give(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
