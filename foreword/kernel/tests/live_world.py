"""A client of the live app without a network, and a log in memory to follow."""

import asyncio
import json
import time
from urllib.parse import urlencode

from foreword.kernel import wakeups
from foreword.kernel.realtime import logs
from foreword.kernel.realtime.live import Live
from foreword.kernel.realtime.tickets import issue_ticket


class MemoryLog:
    """Entries by name; counts how often it was read, and may be told to lose its wake-ups."""

    def __init__(self, prefix="memory", *, heads=True, part=500):
        self.prefix, self.part = prefix, part
        self.entries, self.reads, self.allowed, self.pause = {}, 0, True, 0
        logs.register_log(prefix, self.read, allowed=lambda *_: self.allowed, heads=self.heads if heads else None)

    def read(self, name, after):
        self.reads += 1
        found = [entry for entry in self.entries.get(name, []) if entry[0] > after][: self.part]
        time.sleep(self.pause)
        return found

    def heads(self, names):
        return {name: len(self.entries.get(name, [])) for name in names}

    def add(self, name, text, *, wake=True):
        line = self.entries.setdefault(name, [])
        line.append((len(line) + 1, {"text": text}))
        if wake:
            wakeups.notify(f"{self.prefix}:{name}", len(line))


class Client:
    """One open stream: what it has received so far, as (event, id, data)."""

    def __init__(self, live, channel, *, after=None, last_event_id=None, ticket=None, **ticket_fields):
        ticket = issue_ticket(channel, **ticket_fields) if ticket is None else ticket
        fields = {"ticket": ticket, **({} if after is None else {"after": after})}
        headers = [] if last_event_id is None else [(b"last-event-id", str(last_event_id).encode())]
        self.status, self.raw, self.ended = None, b"", False
        self.inbox = asyncio.Queue()
        self.slow = asyncio.Event()
        self.slow.set()
        scope = {"type": "http", "method": "GET", "path": "/rt/stream", "headers": headers}
        scope["query_string"] = urlencode(fields).encode()
        self.inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        self.task = asyncio.ensure_future(live(scope, self.inbox.get, self._send))

    async def _send(self, message):
        await self.slow.wait()
        self.status = message.get("status", self.status)
        self.raw += message.get("body", b"")
        self.ended = message["type"] == "http.response.body" and not message.get("more_body")

    def events(self, kind=None):
        found = []
        for block in self.raw.decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
            if "data" in fields and kind == fields.get("event"):
                found.append((int(fields.get("id", 0)), json.loads(fields["data"])))
        return found

    def seqs(self):
        return [seq for seq, _ in self.events()]

    def leave(self):
        self.inbox.put_nowait({"type": "http.disconnect"})


async def until(condition, seconds=5):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - a condition is any; only tests poll
            await asyncio.sleep(0.005)


def alive(test):
    """Run an async test with a live app that is closed at its end."""

    def run(*args, **kwargs):
        async def within():
            live = Live()
            try:
                await test(live, *args, **kwargs)
            finally:
                live.close()

        asyncio.run(within())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


async def post(live, data, *, raw=None):
    """POST /rt/send: (status, answer)."""
    inbox, sent = asyncio.Queue(), []
    body = json.dumps(data).encode() if raw is None else raw
    inbox.put_nowait({"type": "http.request", "body": body, "more_body": False})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/rt/send", "headers": [], "query_string": b""}
    await live(scope, inbox.get, send)
    return sent[0]["status"], json.loads(sent[1]["body"])
