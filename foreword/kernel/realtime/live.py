"""The live app under `/rt/`: raw ASGI beside Django, because Django holds a thread for each open stream."""

from typing import Final

from django.conf import settings
from django.db import connection

from foreword.kernel.realtime.asgi import Receive, Scope, Send, problem
from foreword.kernel.realtime.hub import Hub
from foreword.kernel.realtime.marking import accept_mark
from foreword.kernel.realtime.send import accept
from foreword.kernel.realtime.stream import stream

POLL_SECONDS: Final = 2.0
"""Behind the wake-ups, where other processes write too."""
ALONE_SECONDS: Final = 20.0
"""With SQLite this process alone writes messages; only an import beside it would go unheard so long."""


class Live:
    """Its hub is made on the event loop that serves it, at the first stream."""

    def __init__(self) -> None:
        self._hub: Hub | None = None

    @property
    def hub(self) -> Hub:
        if self._hub is None:
            shared = bool(settings.FOREWORD_REDIS_URL) or connection.vendor != "sqlite"
            self._hub = Hub(pulse_seconds=POLL_SECONDS if shared else ALONE_SECONDS)
        return self._hub

    def follows(self, channel: str) -> bool:
        """Has somebody a stream of it open, in this process?"""
        return self._hub is not None and channel in self._hub.channels

    def close(self) -> None:
        """End every stream; a client comes back, to whoever serves then."""
        if self._hub:
            self._hub.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["path"], scope["method"]:
            case "/rt/stream", "GET":
                await stream(self.hub, scope, receive, send)
            case "/rt/send", "POST":
                await accept(scope, receive, send)
            case "/rt/mark", "POST":
                await accept_mark(self.hub, receive, send)
            case (("/rt/stream" | "/rt/send" | "/rt/mark"), _):
                await problem(send, 405, "GET /rt/stream, POST /rt/send, POST /rt/mark.")
            case _:
                await problem(send, 404, "There is nothing here.")


live = Live()
"""This process's."""
