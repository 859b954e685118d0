"""The hub: one place in a process where streams wait for their channels.

Streams pull. A wake-up makes a channel read its log once, in a small pool of threads, however many streams follow it;
each stream then takes what it has not had from the channel's tail, or from the log where it is further behind. So a
slow client holds nothing but its place, and a lost wake-up costs time, not messages: a pulse asks for the heads of all
channels behind it.
"""

import asyncio
import contextlib
import json
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from django.db import close_old_connections

from foreword.kernel import wakeups
from foreword.kernel.realtime import marks
from foreword.kernel.realtime.logs import Entry, Log, log_of

logger = logging.getLogger(__name__)

T = TypeVar("T")
Line = tuple[int, bytes]

READERS: Final = 4
TAIL: Final = 16
HEADS_AT_ONCE: Final = 500


def encode(entry: Entry) -> Line:
    seq, content = entry
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return seq, f"id: {seq}\ndata: {data}\n\n".encode()


class Channel:
    """One followed log: its newest entries, already encoded, and who waits for more."""

    def __init__(self, hub: "Hub", name: str) -> None:
        self.hub = hub
        self.name = name
        self.log, self.key = log_of(name)
        self.followers = 0
        self.position: int | None = None
        """The newest entry seen here; None before the first read."""
        self._tail: deque[Line] = deque(maxlen=TAIL)  # ends at `position`, without a gap
        self._stale = True
        self._hinted = 0
        self._reading: asyncio.Task[None] | None = None
        self._bell = asyncio.Event()
        self._unsubscribe = wakeups.subscribe(name, hub.from_any_thread(self.wake))

    def wake(self, hint: int = 0) -> None:
        if hint and self.position is not None and hint <= self.position:
            return
        self._hinted = max(self._hinted, hint)
        self._stale = True
        self.ring()

    def ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def wait(self, seconds: float) -> None:
        """Until the channel is woken, or the time is up."""
        if not self._stale:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._bell.wait()

    async def holds(self, seq: int) -> bool:
        """Is there such an entry? A cursor beyond the end comes from a log that was restored, or from nowhere."""
        if seq == 0 or (self.position is not None and seq <= self.position):
            return True
        # Not taken into the tail: it may stand further back, and would end with a gap.
        there = bool(await self._read(seq - 1))
        self._stale |= there
        return there

    async def after(self, seq: int) -> list[Line]:
        """The entries after `seq`, a part of them where there are many."""
        while self._stale or self._reading:
            if self._reading is None:
                self._reading = self.hub.loop.create_task(self._read_on(seq))
            await asyncio.shield(self._reading)
        assert self.position is not None
        if seq >= self.position:
            return []
        if self._tail and self._tail[0][0] <= seq + 1:
            return [line for line in self._tail if line[0] > seq]
        return await self._read(seq)

    async def _read_on(self, seq: int) -> None:
        """From where the channel stands (at first: from `seq`) to the end of the log."""
        try:
            self._stale = False  # before the read: whoever wakes us during it is read for again
            more = True
            while more:
                lines = await self._read(seq if self.position is None else self.position)
                self._take(lines)
                more = bool(lines) and not 0 < self._hinted <= (self.position or 0)
            self.position = seq if self.position is None else self.position
        except BaseException:
            self._stale = True
            raise
        finally:
            self._reading = None

    def _take(self, lines: list[Line]) -> None:
        fresh = [line for line in lines if self.position is None or line[0] > self.position]
        if fresh:
            self._tail.extend(fresh)
            self.position = fresh[-1][0]

    async def _read(self, seq: int) -> list[Line]:
        return await self.hub.in_pool(partial(_read_lines, self.log, self.key, seq))

    def close(self) -> None:
        self._unsubscribe()
        self.ring()


class Hub:
    """Lives on one event loop. `follow` and `leave` count the streams of each channel."""

    def __init__(self, *, pulse_seconds: float) -> None:
        self.loop = asyncio.get_running_loop()
        self.closing = False
        self.channels: dict[str, Channel] = {}
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="log-reader")
        self._pulse_seconds = pulse_seconds
        self._pulse = self.loop.create_task(self._beat())
        self._deaf = marks.subscribe(self._marked)

    def from_any_thread(self, fn: Callable[[int], None]) -> wakeups.Listener:
        def listener(_channel: str, hint: int) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended, and its streams with it
                self.loop.call_soon_threadsafe(fn, hint)

        return listener

    def _marked(self, channel: str, *_mark: Any) -> None:
        """Streams have marks beside the log: ringing is enough, nothing is read."""
        if channel in self.channels:
            with contextlib.suppress(RuntimeError):
                self.loop.call_soon_threadsafe(self._ring, channel)

    def _ring(self, name: str) -> None:
        if name in self.channels:
            self.channels[name].ring()

    async def in_pool(self, fn: Callable[[], T]) -> T:
        return await self.loop.run_in_executor(self._pool, _fenced, fn)

    def follow(self, name: str) -> Channel:
        if name not in self.channels:
            self.channels[name] = Channel(self, name)
        channel = self.channels[name]
        channel.followers += 1
        return channel

    def leave(self, channel: Channel) -> None:
        channel.followers -= 1
        if not channel.followers and self.channels.get(channel.name) is channel:
            del self.channels[channel.name]
            channel.close()

    def close(self) -> None:
        """Ring every bell: each stream sees `closing` and ends."""
        self.closing = True
        self._deaf()
        self._pulse.cancel()
        for channel in list(self.channels.values()):
            channel.close()
        self._pool.shutdown(wait=False)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._pulse_seconds)
            try:
                await self._look_at_all()
            except Exception as error:  # noqa: BLE001 - the database may be away for a moment; the next beat looks again
                logger.warning("the pulse of the live pages failed: %s", type(error).__name__)

    async def _look_at_all(self) -> None:
        by_log: dict[str, list[Channel]] = {}
        for channel in self.channels.values():
            by_log.setdefault(channel.log.prefix, []).append(channel)
        for channels in by_log.values():
            for start in range(0, len(channels), HEADS_AT_ONCE):
                await self._look_at(channels[start : start + HEADS_AT_ONCE])

    async def _look_at(self, channels: list[Channel]) -> None:
        """Wake the channels whose log has moved on unheard; all of them where the log cannot tell."""
        heads = channels[0].log.heads
        if heads is None:
            for channel in channels:
                channel.wake()
            return
        current = await self.in_pool(partial(heads, [channel.key for channel in channels]))
        for channel in channels:
            if current.get(channel.key, 0) > (channel.position or 0):
                channel.wake()


def _read_lines(log: Log, key: str, seq: int) -> list[Line]:
    return [encode(entry) for entry in log.read(key, seq)]


def _fenced(fn: Callable[[], Any]) -> Any:
    close_old_connections()
    return fn()
