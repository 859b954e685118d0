"""The little of ASGI that the live app needs: types, a request's query and body, a JSON answer."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Disconnected(ConnectionError):
    """The client left before it had sent all."""


class BodyTooLarge(ValueError):
    pass


def query(scope: Scope) -> dict[str, str]:
    parsed = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return {name: values[-1] for name, values in parsed.items()}


def header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def body(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise BodyTooLarge(f"This is longer than {limit // 1000} kB.")
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


async def answer(send: Send, status: int, content: dict[str, Any], headers: dict[str, str] | None = None) -> None:
    """One JSON object; errors as problem details (RFC 9457), like the rest of the API."""
    data = json.dumps(content, ensure_ascii=False).encode()
    kind = "application/json" if status < 400 else "application/problem+json"
    fields = {"content-type": kind, "content-length": str(len(data)), "cache-control": "no-store", **(headers or {})}
    sent = [(name.encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": data})


async def problem(send: Send, status: int, title: str, headers: dict[str, str] | None = None) -> None:
    await answer(send, status, {"type": "about:blank", "title": title, "status": status}, headers)
