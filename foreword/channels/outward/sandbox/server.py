"""The sandbox over HTTP: each vendor under its own name, and a page that shows what was published there."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join

from foreword.channels.outward.sandbox.display import DisplayVendor
from foreword.channels.outward.sandbox.mastodon import MastodonVendor
from foreword.channels.outward.sandbox.vendor import Asked, Reply, Vendor, said
from foreword.channels.outward.sandbox.wechat import WeChatVendor
from foreword.channels.outward.sandbox.wecom import WeComVendor
from foreword.channels.outward.sandbox.weibo import WeiboVendor

LARGEST: Final = 20_000_000
VENDORS: Final = (WeChatVendor, WeComVendor, WeiboVendor, MastodonVendor, DisplayVendor)


class Sandbox(ThreadingHTTPServer):
    """On loopback. Requests are answered one after the other, so that a vendor need not think of two at once."""

    daemon_threads = True

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        super().__init__((host, port), _Handler)
        self.vendors: Mapping[str, Vendor] = {kind.name: kind() for kind in VENDORS}
        self.one_by_one = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


@contextmanager
def running() -> Iterator[Sandbox]:
    """On a free port, until the block ends."""
    sandbox = Sandbox()
    thread = threading.Thread(target=sandbox.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield sandbox
    finally:
        sandbox.shutdown()
        sandbox.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Sandbox

    def answer(self) -> None:
        parts = urlsplit(self.path)
        name, _slash, rest = parts.path.lstrip("/").partition("/")
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, LARGEST))
        vendor = self.server.vendors.get(name)
        if vendor is None:
            self._say(_page(self.server) if not name else said({}, 404))
            return
        headers = {key.lower(): value for key, value in self.headers.items()}
        asked = Asked(self.command, f"/{rest}", parts.query, headers, body)
        with self.server.one_by_one:
            mood = vendor.moods.popleft() if vendor.moods else ""
            reply = {
                "busy": said({"error": "busy"}, 503),
                "limit": said({"error": "limit"}, 429, **{"Retry-After": "120"}),
                "broken": said({"error": "broken"}, 500),
                "elsewhere": said({}, 302, Location="http://169.254.169.254/"),
                "deaf": Reply(0),
            }.get(mood)
            reply = reply or vendor.answer(asked)
        self._say(Reply(0) if mood == "lost" else reply)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the library's names

    def _say(self, reply: Reply) -> None:
        """Status 0: the line breaks without a word."""
        self.close_connection = True
        if not reply.status:
            return
        self.send_response(reply.status)
        for key, value in reply.headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Addresses may hold keys: nothing is written down."""


def _page(sandbox: Sandbox) -> Reply:
    vendors = format_html_join(
        "",
        "<h2>{}</h2><p><code>{}/{}</code></p><ul>{}</ul>",
        [(name, sandbox.address, name, _shown(vendor)) for name, vendor in sandbox.vendors.items()],
    )
    style = "body{font:16px/1.6 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}"
    page = format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Sandbox</title><style>{}</style><h1>Sandbox</h1>{}</html>",
        style,
        vendors,
    )
    return Reply(200, page.encode(), {"Content-Type": "text/html; charset=utf-8"})


def _shown(vendor: Vendor) -> str:
    rows = [
        (each.id, each.at.strftime("%H:%M:%S"), "withdrawn" if each.withdrawn else "", each.title, each.text)
        for each in reversed(vendor.shown.values())
    ]
    return format_html_join("", "<li>{} · {} {} <b>{}</b><pre>{}</pre></li>", rows)
