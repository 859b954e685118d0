import asyncio

import pytest

from foreword.kernel.realtime.limits import Limits


class Conversation:
    """An app that reads the whole body, behind limits; what the client got."""

    def __init__(self, parts, *, pause=0.0, address="10.0.0.1", headers=(), **limits):
        self.parts, self.pause, self.sent = list(parts), pause, []
        self.scope = {"type": "http", "client": (address, 1), "headers": list(headers)}
        self.limits = Limits(self.app, **limits)

    async def app(self, scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    async def receive(self):
        await asyncio.sleep(self.pause)
        part = self.parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(self.parts)}

    async def send(self, message):
        self.sent.append(message)

    def status(self):
        asyncio.run(self.limits(self.scope, self.receive, self.send))
        return self.sent[0]["status"]


def test_an_ordinary_request_passes():
    assert Conversation([b"a", b"b"]).status() == 200


def test_a_trickle_is_cut_off():
    assert Conversation([b"a"] * 50, pause=0.02, body_seconds=0.1).status() == 408


def test_a_slow_but_steady_upload_passes():
    assert Conversation([b"x" * 3000] * 10, pause=0.02, body_seconds=0.1).status() == 200


def test_too_much_is_refused_before_it_is_read():
    body = Conversation([b"x"], max_bytes=10, headers=[(b"content-length", b"11")])
    assert body.status() == 413
    assert body.parts == [b"x"]


def test_too_much_is_refused_while_it_comes():
    assert Conversation([b"x" * 8] * 2, max_bytes=10).status() == 413


def test_too_many_from_one_address_are_refused_and_others_are_not():
    async def both():
        gate = asyncio.Event()

        async def hold(scope, receive, send):
            await gate.wait()

        limits = Limits(hold, per_address=2, exempt=())
        statuses = []

        async def send(message):
            statuses.append(message.get("status"))

        def open_one(address):
            return asyncio.create_task(limits({"type": "http", "client": (address, 1), "headers": []}, None, send))

        tasks = [open_one("10.0.0.1") for _ in range(4)] + [open_one("10.0.0.2")]
        await asyncio.sleep(0.01)
        refused = statuses.count(429)
        gate.set()
        await asyncio.gather(*tasks)
        return refused, dict(limits.open)

    assert asyncio.run(both()) == (2, {})


def test_a_proxy_on_this_machine_is_not_limited():
    assert Conversation([b"a"], address="127.0.0.1", per_address=0).status() == 200


def test_a_stranger_over_the_limit_is():
    assert Conversation([b"a"], address="10.0.0.9", per_address=0).status() == 429


@pytest.mark.parametrize("kind", ["lifespan", "websocket"])
def test_what_is_not_http_is_passed_on(kind):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    asyncio.run(Limits(app)({"type": kind}, None, None))
    assert seen == [kind]
