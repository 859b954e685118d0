"""uvicorn, run from here: one process by default, slow headers refused, a clean end on SIGTERM and Ctrl-C."""

import asyncio
import signal
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from foreword.kernel.realtime.live import live

HEADER_SECONDS: Final = 15.0
GRACE_SECONDS: Final = 10


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol, which waits for ever for the first request of a connection; this one does not."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(HEADER_SECONDS, transport.close)

    def on_headers_complete(self) -> None:
        self._late.cancel()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)


class Server(uvicorn.Server):
    """On the way out, open streams end at once: their clients come back to whoever serves next."""

    async def on_tick(self, counter: int) -> bool:
        ending = await super().on_tick(counter)
        if ending:
            live.close()
        return ending


def run(*, host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C. Several processes only with PostgreSQL; a dead one is started again."""
    # uvicorn raises the signal again once it has stopped; for us that was the end asked for, so exit code 0.
    for sig in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sig, lambda *_: None)
    config = uvicorn.Config("config.asgi:application", host=host, port=port, workers=workers, **options())
    if workers == 1:
        Server(config).run()
    else:
        Multiprocess(config, sockets=[config.bind_socket()]).run()


def options() -> dict[str, Any]:
    return {
        "http": "foreword.kernel.serve.server:Protocol",
        "ws": "none",
        "lifespan": "on",
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "timeout_keep_alive": 30,
        "timeout_graceful_shutdown": GRACE_SECONDS,
        "backlog": 4096,
    }
