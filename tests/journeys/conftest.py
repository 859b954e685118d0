"""A real server with the demo library, and people with a real browser each."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CAST = {
    "graduate": 1, "undergraduate": 2, "plain": 3, "teacher": 4,
    "student": 5, "reference": 6, "expert": 7, "editor": 8, "head": 9,
}  # fmt: skip
"""Where each stands on the demo's sign-in page."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Iterator[str]:
    """The address of a served demo library, with the real encoders; or of one that already runs, to try things out."""
    if running := os.environ.get("FOREWORD_JOURNEYS_AT"):
        yield running
        return
    home, port = tmp_path_factory.mktemp("library"), free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("FOREWORD_", "DJANGO_"))}
    environment |= {"FOREWORD_HOME": str(home)}
    log = (home / "log").open("w")
    command = [sys.executable, "-m", "foreword", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", server, home / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def wait_for(url: str, server: subprocess.Popen, log: Path, seconds: int = 400) -> None:
    for _ in range(seconds * 2):
        assert server.poll() is None, log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"no answer from {url}: {log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["FOREWORD_CHROMIUM"],
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
            ],
        )
        yield chromium
        chromium.close()


class Somebody:
    """One person at one browser. Collects what went wrong in it: console errors and requests that left this machine."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.page.set_default_timeout(20_000)
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._stays_here(request.url))

    def _stays_here(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"left this machine: {url}")

    def signs_in_as(self, who: str) -> None:
        self.page.goto(f"{self.address}/en/demo/sign-in/")
        self.page.click(f".cast li:nth-child({CAST[who]}) button")
        self.page.wait_for_url("**/en/**")

    def opens(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def can_use_it(self) -> None:
        """axe (WCAG 2.2 AA) finds nothing serious or critical on the page as it stands."""
        tags = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
        found = Axe().run(self.page, options=tags).response["violations"]
        bad = [
            (rule["id"], rule["nodes"][0]["html"][:200]) for rule in found if rule["impact"] in {"serious", "critical"}
        ]
        assert bad == [], f"{self.page.url}: {bad}"


@pytest.fixture
def somebody(browser: Browser, library: str) -> Iterator[Callable[..., Somebody]]:
    contexts: list[BrowserContext] = []
    people: list[Somebody] = []

    def arrive(who: str = "", *, width: int = 1440, height: int = 900) -> Somebody:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        person = Somebody(context, library)
        people.append(person)
        if who:
            person.signs_in_as(who)
        return person

    yield arrive
    for context in contexts:
        context.close()
    assert [line for person in people for line in person.wrong] == []
