"""The whole application: limits outside, `/rt/` to the live app, everything else to Django's pages."""

from typing import Final

from django.conf import settings

from foreword.kernel.realtime.asgi import Receive, Scope, Send
from foreword.kernel.realtime.limits import Limits
from foreword.kernel.realtime.live import live
from foreword.kernel.serve.pages import Pages
from foreword.kernel.serve.process import Lifespan

LIVE: Final = "/rt/"


class Application:
    def __init__(self) -> None:
        self._pages = Pages()
        self._limits = Limits(self._route, per_address=settings.FOREWORD_CONNECTIONS_PER_ADDRESS)
        self._lifespan = Lifespan(self._limits, job_threads=settings.FOREWORD_JOB_THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._lifespan(scope, receive, send)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"there is no {scope['type']} here")
        app = live if scope["path"].startswith(LIVE) else self._pages
        await app(scope, receive, send)
