"""`GET /rt/stream?ticket=&after=`: one channel's log as Server-Sent Events, from a number on, without a gap.

First follow the channel, then read the log: so what is committed in between is not missed. `Last-Event-ID`, which a
browser sends when it reconnects, wins over `after`. A `beat` event every 20 s carries the last number, so that a page
notices a silent loss; nothing at all for 45 s means: reconnect. A cursor beyond the log gets `reset`: reload the page.
"""

import asyncio
import contextlib
import json
import logging
import random
from typing import Final

from foreword.kernel.realtime import marks
from foreword.kernel.realtime.asgi import Receive, Scope, Send, header, problem, query
from foreword.kernel.realtime.hub import Channel, Hub, Line
from foreword.kernel.realtime.logs import UnknownLog
from foreword.kernel.realtime.tickets import BadTicket, Ticket, read_ticket

logger = logging.getLogger(__name__)

BEAT_SECONDS: Final = 20.0
LEAVE_SECONDS: Final = 3.0
SLOW_SECONDS: Final = 30.0
CHUNK_BYTES: Final = 64_000
HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Stream:
    """One client that follows one channel."""

    def __init__(self, hub: Hub, channel: Channel, ticket: Ticket, last: int, send: Send) -> None:
        self.hub = hub
        self.channel = channel
        self.ticket = ticket
        self.last = last
        self._marked = 0
        self._send = send
        self._next_beat = hub.loop.time() + BEAT_SECONDS
        self._next_check = hub.loop.time() + LEAVE_SECONDS

    async def run(self) -> None:
        await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        # After a restart everybody comes back: spread over two seconds.
        await self._put(f"retry: {random.randint(500, 2500)}\n\n".encode())  # noqa: S311 - jitter, not a secret
        if not await self.channel.holds(self.last):
            await self._put(b"event: reset\nid: 0\ndata: {}\n\n")
            return
        while not self.hub.closing:
            lines = await self.channel.after(self.last)
            if lines:
                await self._put_lines(lines)
            if self._due(self._next_check) and not await self._may_stay():
                return
            if self._due(self._next_beat):
                await self._beat()
            marked = await self._put_marks()
            if not (lines or marked):
                await self.channel.wait(self._pause())

    async def _put_marks(self) -> bool:
        """Whether there were any. Not awaited between the look and the wait: a bell in between would be missed."""
        fresh = marks.after(self.channel.name, self._marked)
        if fresh:
            self._marked = fresh[-1][0]
            await self._put(b"".join(data for _, data in fresh))
        return bool(fresh)

    def _due(self, at: float) -> bool:
        return self.hub.loop.time() >= at

    def _pause(self) -> float:
        until = self._next_beat if self.channel.log.allowed is None else min(self._next_beat, self._next_check)
        return max(0.0, until - self.hub.loop.time())

    async def _may_stay(self) -> bool:
        self._next_check = self.hub.loop.time() + LEAVE_SECONDS
        allowed = self.channel.log.allowed
        return allowed is None or await self.hub.in_pool(lambda: allowed(self.channel.key, self.ticket.holder))

    async def _beat(self) -> None:
        self._next_beat = self.hub.loop.time() + BEAT_SECONDS
        await self._put(f"event: beat\ndata: {json.dumps({'seq': self.channel.position or 0})}\n\n".encode())

    async def _put_lines(self, lines: list[Line]) -> None:
        chunk: list[bytes] = []
        size = 0
        for seq, data in lines:
            if chunk and size + len(data) > CHUNK_BYTES:
                await self._put(b"".join(chunk))
                chunk, size = [], 0
            chunk.append(data)
            size += len(data)
            self.last = seq
        await self._put(b"".join(chunk))

    async def _put(self, data: bytes) -> None:
        """Send, or give up on a client that has taken nothing for half a minute: it may come back and go on."""
        async with asyncio.timeout(SLOW_SECONDS):
            await self._send({"type": "http.response.body", "body": data, "more_body": True})


async def stream(hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    try:
        ticket = read_ticket(query(scope).get("ticket", ""))
        last = int(header(scope, b"last-event-id") or query(scope).get("after") or 0)
        channel = hub.follow(ticket.channel)
    except BadTicket as error:
        await problem(send, 403, str(error))
    except UnknownLog:
        await problem(send, 404, "There is no such stream.")
    except ValueError:
        await problem(send, 400, "`after` is the number of the last message seen.")
    else:
        try:
            await _until_gone(Stream(hub, channel, ticket, max(last, 0), send), receive)
        finally:
            hub.leave(channel)
        with contextlib.suppress(Exception):  # the client is gone, or so slow that we gave up on it
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(following: Stream, receive: Receive) -> None:
    """Run the stream until it ends, its client leaves, or the database does (then the client comes back)."""
    running = asyncio.ensure_future(following.run())
    watching = asyncio.ensure_future(_gone(receive))
    watching.add_done_callback(lambda _: running.cancel())
    try:
        await running
    except asyncio.CancelledError:
        if not watching.done():
            raise
    except TimeoutError:
        logger.info("a stream was closed: its client takes nothing")
    except Exception as error:  # noqa: BLE001 - the client reconnects; the log has what it missed
        logger.warning("a stream ended: %s", type(error).__name__)
    finally:
        running.cancel()
        watching.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
