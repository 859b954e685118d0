"""What runs in a serving process beside the application: the writer, the job threads, the bridge to other processes.

Order matters at the end: streams end first, so that nobody waits; then nothing new is let in; jobs finish; and the
writer is the last to go, since all of them write.
"""

import gc
import logging
import sys
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from foreword.kernel import startup, writer
from foreword.kernel.jobs.workers import Workers
from foreword.kernel.listeners import Listeners
from foreword.kernel.realtime.asgi import App, Receive, Scope, Send

logger = logging.getLogger(__name__)

SWITCH_SECONDS: Final = 0.002
"""After this long another thread may run; Python's own is 5 ms. A page comes back from the database some twenty times,
and each time it may wait that long for a job that reckons: beside one, pages took 3 to 4 times as long as alone, now
twice. With 1 ms nothing more was won."""

BRIDGE = "foreword.kernel.realtime.redis.Bridge"
"""By name: the Redis client takes half a second to import, and most libraries have no Redis."""


class Process:
    def __init__(self, *, job_threads: int) -> None:
        self.running = False
        self._workers = Workers(job_threads) if job_threads else None
        self._listeners = Listeners() if job_threads else None
        url = settings.FOREWORD_REDIS_URL
        self._bridge = import_string(BRIDGE)(url) if url else None

    def start(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        writer.start()
        if self._bridge:
            self._bridge.start()
        if self._workers:
            self._workers.start()
        if self._listeners:
            self._listeners.start()
        startup.run_hooks()
        # What is loaded now stays: the collector need not walk it again at every full pass.
        gc.collect()
        gc.freeze()
        self.running = True

    def stop(self) -> None:
        self.running = False
        if self._listeners:
            self._listeners.stop()
        if self._workers and not self._workers.stop():
            logger.warning("a job needs longer than we wait; its lease runs out and it starts again")
        if self._bridge:
            self._bridge.stop()
        writer.stop()


class Lifespan:
    """Starts the process's threads with the application, and stops them with it."""

    def __init__(self, app: App, *, job_threads: int) -> None:
        self.app = app
        self.job_threads = job_threads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        await receive()
        try:
            process = Process(job_threads=self.job_threads)
            process.start()
        except Exception as error:
            logger.exception("the process cannot start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        process.stop()
        await send({"type": "lifespan.shutdown.complete"})
