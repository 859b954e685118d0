"""Limits before anything is read: a slow or greedy client costs us little, and nobody else waits for it.

There may be no proxy in front, and the server beneath never closes a client that sends its body a byte at a time. A
body has half a minute, and a second more for each 16 kB that has come: a thesis over a slow line passes, a trickle not.
"""

import asyncio
from collections import Counter
from typing import Final

from foreword.kernel.realtime.asgi import App, Message, Receive, Scope, Send, header, problem

BODY_SECONDS: Final = 30.0
BYTES_PER_SECOND: Final = 16_000
LOOPBACK: Final = ("127.0.0.1", "::1", "")
"""A proxy of ours: the limit for each address is then the proxy's to keep."""


class TooSlow(TimeoutError):
    pass


class TooMuch(ValueError):
    pass


class Limits:
    def __init__(
        self,
        app: App,
        *,
        max_bytes: int = 64_000_000,
        per_address: int = 500,
        body_seconds: float = BODY_SECONDS,
        exempt: tuple[str, ...] = LOOPBACK,
    ) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.per_address = per_address
        self.body_seconds = body_seconds
        self.exempt = exempt
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("",))[0]
        if address not in self.exempt and self.open[address] >= self.per_address:
            await problem(send, 429, "Too many connections from your address.", {"retry-after": "10"})
            return
        self.open[address] += 1
        try:
            await self._guarded(scope, receive, send)
        finally:
            self.open[address] -= 1
            if not self.open[address]:
                del self.open[address]

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = header(scope, b"content-length")
        if announced.isdigit() and int(announced) > self.max_bytes:
            await problem(send, 413, "This is too large.", {"connection": "close"})
            return
        reading = Body(receive, self.max_bytes, self.body_seconds)
        answering = Answer(send)
        try:
            await self.app(scope, reading, answering)
        except (TooSlow, TooMuch) as error:
            if not answering.started:
                status, title = (408, "Too slow.") if isinstance(error, TooSlow) else (413, "This is too large.")
                await problem(send, status, title, {"connection": "close"})


class Body:
    """`receive`, with a size and a deadline for the body. Once it is whole, only a disconnect follows: no limit."""

    def __init__(self, receive: Receive, max_bytes: int, seconds: float) -> None:
        self._receive = receive
        self._max_bytes = max_bytes
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._size = 0
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline + self._size / BYTES_PER_SECOND):
                message = await self._receive()
        except TimeoutError as error:
            raise TooSlow from error
        self._size += len(message.get("body", b""))
        if self._size > self._max_bytes:
            raise TooMuch
        self._whole = not message.get("more_body", False)
        return message


class Answer:
    """`send`, which remembers whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        self.started = True
        await self._send(message)
