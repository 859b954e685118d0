"""`foreword bench pages`: readers who walk through the demo library, in both languages, signed in or not.

Each follows links as they stand on the page, searches now and then, and reads a little between two clicks. The figure
is the server's own time for a page (`Server-Timing: app`), from the whole request to the ready answer.
"""

import asyncio
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from importlib import import_module
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.core.management import call_command
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from foreword.kernel.bench import kept
from foreword.kernel.bench.figures import percentiles
from foreword.kernel.bench.http import Answer, Connection
from foreword.kernel.bench.server import Server

WORDS: Final = {
    "/en/": ["renew a book", "off campus access", "how do I cite a web page", "thesis format", "printing"],
    "/zh-hans/": ["续借图书", "校外访问数据库", "参考文献格式", "学位论文提交", "自习室预约"],
}
LINK: Final = re.compile(rb'href="([^"#]+)')
NOT_A_PAGE: Final = re.compile(r"/(static|admin|studio|account|files|api)/|export|\.(xml|json|ics)$")
NOT_FOR_A_WALK: Final = frozenset({"portal:sign_in_as", "portraits:erase", "not found"})
SEARCHES: Final = 0.2
SUGGESTS: Final = 0.1
WARM: Final = 25
SETTLE_SECONDS: Final = 60.0
PREPARE_SECONDS: Final = 600.0
"""A library loaded a minute ago is still being read by the slow encoder and its portraits drawn, yesterday's not."""


@dataclass
class Walk:
    """One reader: where, in which language, and how long each page took the server."""

    port: int
    home: str
    cookie: str
    chance: random.Random
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = Connection(self.port)
        self._links = [self.home]

    async def click(self) -> None:
        path = self._next()
        answer = await self._connection.ask("GET", path, headers={"Cookie": self.cookie})
        if answer.status >= 400:
            self.errors.append(f"{answer.status} {path}")
        self.times[name_of(path)].append(server_seconds(answer))
        self._links = self._links_of(path, answer) or [self.home]

    def hang_up(self) -> None:
        self._connection.close()

    def _next(self) -> str:
        throw = self.chance.random()
        words = quote(self.chance.choice(WORDS[self.home]))
        if throw < SEARCHES:
            return f"{self.home}search/?q={words}"
        if throw < SEARCHES + SUGGESTS:
            return f"/api/v1/suggest?q={words[: self.chance.randint(3, len(words))].rsplit('%', 1)[0] or 'a'}"
        return self.chance.choice(self._links)

    def _links_of(self, path: str, answer: Answer) -> list[str]:
        if answer.status in {301, 302, 303}:
            return [urljoin(path, answer.headers.get("location", self.home))]
        found = {urljoin(path, unescape(link.decode())) for link in LINK.findall(answer.body)}
        links = sorted(link for link in found if link.startswith(self.home) and not NOT_A_PAGE.search(link))
        return [link for link in links if name_of(link) not in NOT_FOR_A_WALK]


def name_of(path: str) -> str:
    plain = urlsplit(path).path
    try:
        with override(get_language_from_path(plain)):
            return resolve(plain).view_name
    except Resolver404:
        return "not found"


def server_seconds(answer: Answer) -> float:
    return float(answer.headers.get("server-timing", "app;dur=0").rpartition("=")[2]) / 1000


def run(*, readers: int, seconds: float, think: float) -> dict[str, Any]:
    _prepare()
    cookies = [*_signed_in(readers // 2), *[""] * (readers - readers // 2)]
    with Server(FOREWORD_DEMO="1") as server:
        walks = [
            Walk(server.port, list(WORDS)[n % len(WORDS)], cookie, random.Random(n))  # noqa: S311 - repeatable
            for n, cookie in enumerate(cookies)
        ]
        asyncio.run(_warm(walks))
        settled = server.settle(SETTLE_SECONDS)
        took = asyncio.run(_walk_all(walks, seconds, think))
        report = _report(walks, took) | {"settle_s": settled}
        report["rss_mb"] = server.rss_mb()
    return report


def _prepare() -> None:
    """The demo library as it was fetched, or a new one, once it has come to rest."""
    call_command("demo", load_only=True)
    if not kept.exists():
        with Server(FOREWORD_DEMO="1") as server:
            server.settle(PREPARE_SECONDS)
        kept.keep()


def _signed_in(number: int) -> list[str]:
    """Cookies of the demo's readers, as the sign-in page would set them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = []
    for person in get_user_model().objects.filter(is_active=True, role="reader").order_by("pk")[:number]:
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies


async def _walk_all(walks: list[Walk], seconds: float, think: float) -> float:
    end = time.perf_counter() + seconds

    async def reading(walk: Walk) -> None:
        await asyncio.sleep(walk.chance.uniform(0, think))
        while time.perf_counter() < end:
            await walk.click()
            await asyncio.sleep(walk.chance.uniform(0.5, 1.5) * think)

    began = time.perf_counter()
    await asyncio.gather(*(reading(walk) for walk in walks))
    return time.perf_counter() - began


async def _warm(walks: list[Walk]) -> None:
    """A few clicks, one after the other: templates are compiled, encoders loaded, as on any server of yesterday."""
    for walk in [walks[0], walks[1 % len(walks)], walks[-1]]:
        for _ in range(WARM):
            await walk.click()
        walk.times.clear()
        walk.errors.clear()
        walk.hang_up()


def _report(walks: list[Walk], took: float) -> dict[str, Any]:
    by_page: dict[str, list[float]] = defaultdict(list)
    for walk in walks:
        for name, times in walk.times.items():
            by_page[name] += times
    every = [second for times in by_page.values() for second in times]
    return {
        "pages": {name: {"n": len(times), **percentiles(times)} for name, times in sorted(by_page.items())},
        "all": percentiles(every),
        "requests": len(every),
        "per_second": round(len(every) / took, 1),
        "readers": len(walks),
        "errors": sorted({error for walk in walks for error in walk.errors})[:20],
    }
