"""The writer: one thread that commits hot writes in groups, so that full durability costs one fsync for many.

A call is acknowledged only after the COMMIT that holds it. Each call has its own savepoint, so one that fails harms no
other; if the COMMIT itself fails, every call of that group fails, and nothing of it is stored (trust.md, section 1).

Where no writer thread runs (tests, imports, PostgreSQL, which groups commits by itself) a call is an ordinary atomic
block in the caller's thread, with the same meaning.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import translation

from foreword.kernel import wal

logger = logging.getLogger(__name__)

T = TypeVar("T")

MAX_GROUP: Final = 256
MAX_WAITING: Final = 10_000
IDLE_SECONDS: Final = 1.0
POOL_THREADS: Final = 8


class Overloaded(Exception):
    """More calls wait than can be committed in reasonable time. Nothing was stored; try again in a moment."""


@dataclass(slots=True)
class _Call:
    fn: Callable[[], Any]
    future: Future[Any] = field(default_factory=Future)
    language: str | None = field(default_factory=translation.get_language)
    result: Any = None
    error: BaseException | None = None


class Writer:
    """`write` from any thread, `awrite` from an event loop. Started once in a serving process, stopped at its end."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._thread: threading.Thread | None = None
        self._pool: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Begin to group. On PostgreSQL there is nothing to group: only a small pool for `awrite`."""
        with self._gate:
            if connection.vendor != "sqlite":
                self._pool = self._pool or ThreadPoolExecutor(POOL_THREADS, thread_name_prefix="write")
            elif self._thread is None:
                wal.leave_checkpoints_to_writer()
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Commit what is waiting, then end. Calls that come later run in their caller's thread."""
        with self._gate:
            thread, self._thread = self._thread, None
            pool, self._pool = self._pool, None
            if thread:
                self._calls.put(None)
        if thread:
            thread.join()
        if pool:
            pool.shutdown(wait=True)

    def write(self, fn: Callable[[], T]) -> T:
        """Run `fn` in a transaction and return its result once that is committed. Its exception reaches only you."""
        call = self._enqueue(fn)
        return _inline(fn) if call is None else call.future.result()

    async def awrite(self, fn: Callable[[], T]) -> T:
        call = self._enqueue(fn)
        if call is not None:
            return await asyncio.wrap_future(call.future)
        if self._pool is not None:
            return await asyncio.get_running_loop().run_in_executor(self._pool, _in_pool, fn)
        return await sync_to_async(_inline, thread_sensitive=True)(fn)

    def _enqueue(self, fn: Callable[[], Any]) -> _Call | None:
        """The queued call, or None where it has to run in the caller's thread.

        Inside a transaction of the caller's, waiting for the writer would wait for ourselves; so would the writer's own
        thread, when a commit hook writes.
        """
        with self._gate:
            thread = self._thread
            if thread is None or thread is threading.current_thread() or connection.in_atomic_block:
                return None
            if self._calls.qsize() >= MAX_WAITING:
                raise Overloaded
            call = _Call(fn)
            self._calls.put(call)
            return call

    def _work(self) -> None:
        more = True
        while more:
            group, more = self._next_group(IDLE_SECONDS)
            try:
                if group:
                    _commit(group)
                    wal.checkpoint_if_large()
                else:
                    wal.checkpoint_if_grown()  # by whoever wrote: pages and jobs commit beside the writer
            except DatabaseError as error:
                logger.warning("the write-ahead log was not moved: %s", type(error).__name__)
        connection.close()

    def _next_group(self, timeout: float) -> tuple[list[_Call], bool]:
        """All calls that wait, up to `MAX_GROUP`; and whether to go on after them."""
        group: list[_Call] = []
        try:
            call = self._calls.get(timeout=timeout)
            while call is not None:
                if call.future.set_running_or_notify_cancel():
                    group.append(call)
                if len(group) >= MAX_GROUP:
                    return group, True
                call = self._calls.get_nowait()
        except queue.Empty:
            return group, True
        return group, False


def _commit(group: list[_Call]) -> None:
    try:
        with transaction.atomic():
            for call in group:
                _run(call)
            # A hook that raises is its own affair: the rest of the group's hooks still run.
            connection.run_on_commit = [(*hook[:2], True) for hook in connection.run_on_commit]  # type: ignore[misc]
    except Exception as error:  # noqa: BLE001 - whatever it was, the callers must hear of it
        logger.warning("a group of %d writes was not committed: %s", len(group), type(error).__name__)
        for call in group:
            call.future.set_exception(call.error or error)
        return
    for call in group:
        if call.error is None:
            call.future.set_result(call.result)
        else:
            call.future.set_exception(call.error)


def _run(call: _Call) -> None:
    """One call in its savepoint. Raises only when the transaction of the whole group is lost (disk full, say)."""
    try:
        with transaction.atomic(), translation.override(call.language):
            call.result = call.fn()
    except BaseException as error:
        call.error = error
        if connection.needs_rollback:
            raise


def _inline(fn: Callable[[], T]) -> T:
    with transaction.atomic():
        return fn()


def _in_pool(fn: Callable[[], T]) -> T:
    close_old_connections()
    return _inline(fn)


_writer = Writer()
start = _writer.start
stop = _writer.stop
write = _writer.write
awrite = _writer.awrite
