"""`foreword bench screens`: what screens on walls cost the server that feeds them. The aim: 200 for 5 % of one core.

Each asks once a minute what to play, with the tag of what it has, and says once a minute what it has played, as the
player does. `cpu_share` is of one core, above what the same web process uses when nobody asks; jobs run elsewhere.
"""

import asyncio
import json
import time
from datetime import timedelta
from typing import Any, Final

from django.core.management import call_command

from foreword.kernel.bench.figures import percentiles
from foreword.kernel.bench.http import Connection
from foreword.kernel.bench.server import Server
from foreword.kernel.clock import now
from foreword.media.actions import create_product
from foreword.media.actions.alerts import warn
from foreword.media.actions.screens import add_screen, put_on
from foreword.media.cap import Info
from foreword.media.models import Screen
from foreword.people.models import Person, Role

MINUTE: Final = 60.0
ROUND: Final = 12
SETTLE_SECONDS: Final = 60.0
IDLE_SECONDS: Final = 15.0
WORDS: Final = {
    "en": "Bring your card, and come early: by ten the seats are taken. ",
    "zh-hans": "带上校园卡，早点来：十点以后座位就满了。",
}


class Wall:
    """One screen: when it asked, how long that took, and how often nothing new was sent."""

    def __init__(self, port: int, key: str, product: str) -> None:
        self._connection, self._path, self._product = Connection(port), f"/signage/{key}", product
        self._tag = ""
        self.times: list[float] = []
        self.unchanged = self.failed = 0

    async def live(self, first: float, until: float) -> None:
        await asyncio.sleep(first)
        while time.perf_counter() < until:
            await self.ask()
            await asyncio.sleep(MINUTE)

    def close(self) -> None:
        self._connection.close()

    async def ask(self) -> None:
        began = time.perf_counter()
        try:
            known = {"If-None-Match": self._tag}
            answer = await self._connection.ask("GET", f"{self._path}/playlist.json", headers=known)
            self.times.append(time.perf_counter() - began)
            self._tag = answer.headers.get("etag", "")
            self.unchanged += answer.status == 304
            said = {"width": 1920, "height": 1080, "showing": self._product, "plays": _plays(self._product)}
            heard = await self._connection.ask("POST", f"{self._path}/beat", json.dumps(said).encode())
            self.failed += answer.status not in {200, 304} or heard.status != 204
        except ConnectionError:
            self.failed += 1


def _plays(product: str) -> dict[str, dict[str, int]]:
    return {f"{now():%Y-%m-%dT%H}": {product: 20}}


def run(*, screens: float, seconds: float) -> dict[str, Any]:
    keys, products = _library(int(screens))
    call_command("collectstatic", interactive=False, verbosity=0)
    with Server("web") as server:
        settled = server.settle(SETTLE_SECONDS)
        walls = [Wall(server.port, key, products[n % ROUND]) for n, key in enumerate(keys)]
        asyncio.run(_open(walls))
        before = server.cpu_seconds()
        time.sleep(IDLE_SECONDS)
        idle = (server.cpu_seconds() - before) / IDLE_SECONDS
        before = server.cpu_seconds()
        asyncio.run(_watch(walls, seconds))
        share = (server.cpu_seconds() - before) / seconds - idle
        memory = server.rss_mb()
    return {
        "screens": len(keys),
        "seconds": seconds,
        "settled_s": settled,
        "polls": sum(len(wall.times) for wall in walls),
        "unchanged": sum(wall.unchanged for wall in walls),
        "failed": sum(wall.failed for wall in walls),
        "poll_ms": percentiles(each for wall in walls for each in wall.times),
        "idle_share": round(idle, 4),
        "cpu_share": round(share, 4),
        "rss_mb": memory,
    }


async def _open(walls: list[Wall]) -> None:
    """All are switched on: the first time each gets its round."""
    for wall in walls:
        await wall.ask()
        wall.close()
        wall.times.clear()


async def _watch(walls: list[Wall], seconds: float) -> None:
    """The minute is shared out evenly among them."""
    until = time.perf_counter() + seconds
    lives = [asyncio.create_task(wall.live(n / len(walls) * MINUTE, until)) for n, wall in enumerate(walls)]
    _done, waiting = await asyncio.wait(lives, timeout=seconds)
    for life in waiting:
        life.cancel()


def _library(screens: int) -> tuple[list[str], list[str]]:
    """Its products in both languages on every screen, and a warning, so that it is told as well."""
    editor = Person.objects.create(email="editor@bench.invalid", name="Editor", role=Role.EDITOR)
    first = add_screen(by=editor, name="Screen 0", place="Main library")
    products = []
    for n in range(ROUND):
        texts = {lang: {"title": f"{n}", "summary": words, "body": words * 20} for lang, words in WORDS.items()}
        page = create_product(key=f"p{n}", texts=texts)[0]
        put_on(screen=first, product=page.translation_key)
        products.append(str(page.translation_key))
    for n in range(1, screens):
        add_screen(by=editor, name=f"Screen {n}", place="Main library")
    infos = (Info("en", "The lift is being mended", "", "Take the stairs."),)
    warn(by=editor, key="w1", event="Repair", severity="Minor", expires=now() + timedelta(hours=2), infos=infos)
    return list(Screen.objects.values_list("key", flat=True)), products
