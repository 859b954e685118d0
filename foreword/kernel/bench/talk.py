"""Senders and followers of conversations, who keep a record of what they were promised and what they saw.

Both behave as the pages do: a sender repeats a message under its client id until it has an answer; a follower comes
back with the number it saw last. So the same two serve the benchmark and the test that kills the server.
"""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from foreword.kernel.bench.http import Connection

PAUSE_SECONDS: Final = 0.1
LATE: Final = 503


@dataclass
class Talk:
    """One conversation: the tickets of its sides, and what is known of it."""

    name: str
    ticket: str
    other: str = ""
    """Of the other side, where two write in turn."""
    sent: int = 0
    acknowledged: dict[str, int] = field(default_factory=dict)  # client id → number
    sent_at: dict[int, float] = field(default_factory=dict)  # number → when its sender began
    ack_seconds: list[float] = field(default_factory=list)

    @property
    def numbers(self) -> set[int]:
        """Of what was acknowledged."""
        return set(self.acknowledged.values())

    def next_ticket(self) -> str:
        self.sent += 1
        return self.other if self.other and self.sent % 2 == 0 else self.ticket


@dataclass
class Sender:
    port: int
    retries: int = 0

    def __post_init__(self) -> None:
        self._connection = Connection(self.port)

    async def send(self, talk: Talk, text: str) -> int:
        """Send one message until it is acknowledged; its number."""
        client_id = secrets.token_hex(16)
        body = json.dumps({"ticket": talk.next_ticket(), "client_id": client_id, "text": text}).encode()
        began = time.perf_counter()
        while True:
            try:
                answer = await self._connection.ask("POST", "/rt/send", body)
            except OSError:
                self.retries += 1
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if answer.status == 200:
                break
            if answer.status < LATE:
                raise RuntimeError(f"refused: {answer.status} {answer.body.decode()}")
            self.retries += 1
            await asyncio.sleep(PAUSE_SECONDS)
        seq = int(answer.json()["seq"])
        talk.acknowledged[client_id] = seq
        talk.sent_at[seq] = began
        talk.ack_seconds.append(time.perf_counter() - began)
        return seq


@dataclass
class Follower:
    port: int
    talk: Talk
    seen: list[int] = field(default_factory=list)
    seen_at: dict[int, float] = field(default_factory=dict)
    connections: int = 0

    async def follow(self) -> None:
        """Until cancelled."""
        while True:
            connection = Connection(self.port)
            try:
                self.connections += 1
                path = f"/rt/stream?ticket={quote(self.talk.ticket)}&after=0"
                async for event, seq, _ in connection.events(path, self.last):
                    if event == "message":
                        self.seen.append(seq)
                        self.seen_at.setdefault(seq, time.perf_counter())
            except (OSError, asyncio.IncompleteReadError, ValueError):
                pass
            finally:
                connection.close()
            await asyncio.sleep(PAUSE_SECONDS)

    @property
    def behind(self) -> bool:
        """Has not yet seen all that was acknowledged."""
        return not self.talk.numbers <= set(self.seen)

    @property
    def last(self) -> int:
        return self.seen[-1] if self.seen else 0
