"""Django's pages on a fixed pool of threads.

Django's own ASGI handler gives each request a new thread and so a new database connection, with no bound on either.
All our views are synchronous: a request crosses once, whole, to a thread of the pool, whose connection stays open.
"""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import IO, Any, Final

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.urls import set_script_prefix

from foreword.kernel.jobs.manners import making_a_page
from foreword.kernel.realtime.asgi import Receive, Scope, Send

THREADS: Final = 4
"""More would only share the interpreter lock: with 8, the slowest pages took half as long again."""


class Pages(ASGIHandler):
    """`Server-Timing: app` is the time from the whole request to the ready answer, the wait for a thread included."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        super().__init__()

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # type: ignore[override]
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        began = time.perf_counter()
        try:
            response = await self._in_pool(self._respond, scope, body)
            response["Server-Timing"] = f"app;dur={(time.perf_counter() - began) * 1000:.1f}"
            try:
                await self.send_response(response, send)
            finally:
                await self._in_pool(response.close)
        finally:
            body.close()

    async def _in_pool(self, fn: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(fn, *args))

    def _respond(self, scope: Scope, body: IO[bytes]) -> Any:
        with making_a_page():
            return self._response_to(scope, body)

    def _response_to(self, scope: Scope, body: IO[bytes]) -> Any:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, trouble = self.create_request(scope, body)
        response: Any = trouble if request is None else self.get_response(request)
        response._handler_class = self.__class__  # noqa: SLF001 - `close` sends request_finished in its name
        return response

    async def send_response(self, response: Any, send: Any) -> None:
        """A streamed file is read in the pool, a piece at a time; Django would gather all of it in memory first."""
        if response.streaming and not response.is_async:
            response.block_size = self.chunk_size
            response.streaming_content = self._pieces(iter(response.streaming_content))
        await super().send_response(response, send)

    async def _pieces(self, pieces: Iterator[bytes]) -> Any:
        while (piece := await self._in_pool(next, pieces, None)) is not None:
            yield piece
