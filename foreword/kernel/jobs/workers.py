"""Job threads, their lease keeper and the scheduler, as threads of a serving process or of `foreword worker`.

A thread that stops in order finishes its job first; one that is killed leaves a lease that runs out, and another takes
the job. Taking and finishing go through the writer, so they share its commits.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import close_old_connections, connection

from foreword.kernel import wakeups
from foreword.kernel.clock import now
from foreword.kernel.jobs.manners import after_you
from foreword.kernel.jobs.queue import WAKE, keep_leases, seconds_to_next, take_job
from foreword.kernel.jobs.run import run_job
from foreword.kernel.jobs.schedule import enqueue_due
from foreword.kernel.models import Job
from foreword.kernel.writer import write

logger = logging.getLogger(__name__)

IDLE_SECONDS: Final = 1.0
LEASE_SECONDS: Final = 15.0
SCHEDULE_SECONDS: Final = 20.0
TROUBLE_SECONDS: Final = 5.0
GRACE_SECONDS: Final = 10.0

Step = Callable[[], float]
"""Does a piece of work and says how many seconds to pause before the next."""


class Workers:
    def __init__(self, threads: int) -> None:
        self._ended = False
        self._bell = threading.Condition()
        self._rung = 0
        self._busy: set[str] = set()
        self._job_threads = [self._thread("job", partial(self._take_and_run, _name())) for _ in range(threads)]
        self._timers = [self._thread("leases", self._keep_leases), self._thread("schedule", self._schedule)]
        self._unsubscribe = wakeups.subscribe(WAKE, self._ring)

    def start(self) -> None:
        for thread in [*self._job_threads, *self._timers]:
            thread.start()

    def stop(self, seconds: float = GRACE_SECONDS) -> bool:
        """Take no more jobs and wait for those that run; False when one needed longer (its lease will run out)."""
        self._unsubscribe()
        self._ended = True
        self._ring(WAKE, 0)
        end = time.monotonic() + seconds
        for thread in [*self._job_threads, *self._timers]:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._job_threads)

    def _ring(self, _channel: str, _hint: int) -> None:
        with self._bell:
            self._rung += 1
            self._bell.notify_all()

    def _thread(self, name: str, step: Step) -> threading.Thread:
        return threading.Thread(target=self._loop, args=(step,), name=name, daemon=True)

    def _loop(self, step: Step) -> None:
        while not self._ended:
            rung = self._rung  # before the step looks: what is rung during it is not slept over
            try:
                close_old_connections()
                pause = step()
            except Exception:
                logger.exception("a %s thread met trouble", threading.current_thread().name)
                pause = TROUBLE_SECONDS
            self._sleep(pause, rung)
        connection.close()

    def _sleep(self, seconds: float, rung: int) -> None:
        """Job threads wake when there is work, the timers only at the end."""
        wakes = seconds <= IDLE_SECONDS
        with self._bell:
            self._bell.wait_for(lambda: self._ended or (wakes and self._rung != rung), seconds)

    def _take_and_run(self, name: str) -> float:
        # A look first: it costs no commit, and most looks find nothing.
        job = write(lambda: take_job(name)) if Job.objects.ready(now()).exists() else None
        if job is None:
            return seconds_to_next(IDLE_SECONDS)
        self._busy.add(name)
        try:
            with after_you():
                run_job(job)
        finally:
            self._busy.discard(name)
        return 0

    def _keep_leases(self) -> float:
        if busy := list(self._busy):
            write(lambda: keep_leases(*busy))
        return LEASE_SECONDS

    def _schedule(self) -> float:
        write(enqueue_due)
        return SCHEDULE_SECONDS


def _name() -> str:
    """Of this thread in this life of this process: after a restart nobody keeps the leases of the dead."""
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{secrets.token_hex(3)}"
