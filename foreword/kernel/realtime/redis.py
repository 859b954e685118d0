"""Wake-ups between processes, over Redis publish and subscribe. The only module that speaks to Redis.

What it carries is a hint (channel, number) and may be lost: a process polls behind it. Losing Redis costs latency, not
messages, so nobody ever waits for it here: a full queue drops hints, and both threads reconnect in their own time.
"""

import contextlib
import json
import logging
import queue
import secrets
import threading
from typing import Any, Final

import redis

from foreword.kernel import wakeups
from foreword.kernel.realtime import marks

logger = logging.getLogger(__name__)

TOPIC: Final = "foreword.wakeups"
RETRY_SECONDS: Final = 2.0
MAX_WAITING: Final = 10_000


class Bridge:
    """Sends this process's wake-ups to the others, and gives it theirs."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=2, socket_timeout=5, health_check_interval=10, decode_responses=True
        )
        self._origin = secrets.token_hex(4)
        self._hints: queue.Queue[tuple[Any, ...] | None] = queue.Queue(MAX_WAITING)
        self._ended = threading.Event()
        self.listening = threading.Event()
        self._receiver = threading.Thread(target=self._receive, name="redis-in", daemon=True)
        self._sender = threading.Thread(target=self._send, name="redis-out", daemon=True)

    def start(self) -> None:
        self._receiver.start()
        self._sender.start()
        self._unsubscribe = wakeups.subscribe("*", self._on_wakeup)
        self._unmark = marks.subscribe(self._on_mark)

    def stop(self) -> None:
        self._unsubscribe()
        self._unmark()
        self._ended.set()
        with contextlib.suppress(queue.Full):
            self._hints.put_nowait(None)
        self._sender.join(3)
        self._receiver.join(3)

    def _on_wakeup(self, channel: str, hint: int) -> None:
        if threading.current_thread() is not self._receiver:  # what came from Redis is not sent back to it
            with contextlib.suppress(queue.Full):
                self._hints.put_nowait((channel, hint))

    def _on_mark(self, channel: str, name: str, content: dict[str, Any], seconds: float | None) -> None:
        if threading.current_thread() is not self._receiver:
            with contextlib.suppress(queue.Full):
                self._hints.put_nowait((channel, name, content, seconds))

    def _send(self) -> None:
        while (item := self._hints.get()) is not None:
            try:
                self._client.publish(TOPIC, json.dumps([self._origin, *item]))
            except redis.RedisError as error:
                logger.warning("a wake-up was not sent to Redis: %s", type(error).__name__)
                self._ended.wait(RETRY_SECONDS)

    def _receive(self) -> None:
        while not self._ended.is_set():
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as subscription:  # type: ignore[no-untyped-call]
                    subscription.subscribe(TOPIC)
                    self._listen(subscription)
            except redis.RedisError as error:
                self.listening.clear()
                logger.warning("no wake-ups from Redis: %s", type(error).__name__)
                self._ended.wait(RETRY_SECONDS)

    def _listen(self, subscription: "redis.client.PubSub") -> None:
        while not self._ended.is_set():
            message = subscription.get_message(timeout=1.0)
            self.listening.set()
            if message and message["type"] == "message":
                origin, channel, *said = json.loads(message["data"])
                if origin != self._origin:
                    _pass_on(channel, said)


def _pass_on(channel: str, said: list[Any]) -> None:
    if len(said) == 1:
        wakeups.notify(channel, said[0])
    else:
        name, content, seconds = said
        marks.put(channel, name, content, seconds=seconds)
