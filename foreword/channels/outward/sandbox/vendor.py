"""A vendor in memory: what it is asked, what it answers, and the moods it can be put into."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs

from foreword.kernel.clock import now

KEPT: Final = 200
"""What it remembers of what was published."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `path` without the vendor's own name; names of headers in small letters."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parameters(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.query, keep_blank_values=True).items()}

    @property
    def json(self) -> dict[str, Any]:
        try:
            read = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    @property
    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode("utf-8", "replace")).items()}

    @property
    def parts(self) -> dict[str, tuple[str, bytes]]:
        """Of a multipart body: name to (kind, content)."""
        head = f"Content-Type: {self.headers.get('content-type', '')}\r\n\r\n".encode()
        found = {}
        for part in message_from_bytes(head + self.body).walk():
            name = part.get_param("name", header="content-disposition")
            if isinstance(name, str):
                content = part.get_payload(decode=True)
                found[name] = (part.get_content_type(), content if isinstance(content, bytes) else b"")
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def said(value: Mapping[str, Any], status: int = 200, **headers: str) -> Reply:
    content = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, content, {"Content-Type": "application/json; charset=utf-8", **headers})


@dataclass(slots=True)
class Shown:
    """What is public at the vendor, for whoever looks at the sandbox."""

    id: str
    title: str
    text: str
    at: datetime
    history: list[str] = field(default_factory=list)
    withdrawn: bool = False


class Vendor:
    """`moods` are for the next requests, one each: "busy" (503), "limit" (429), "broken" (500), "elsewhere" (302).

    "lost": it does what it is asked, and the line breaks before it can say so; "deaf": it breaks before that.
    """

    name: ClassVar[str]
    hint: ClassVar[str]
    """What to enter as its keys."""
    routes: ClassVar[Mapping[tuple[str, str], str]]
    """(method, path; a last "*" stands for the rest) to the name of the method that answers."""

    def __init__(self) -> None:
        self.moods: deque[str] = deque()
        self.shown: dict[str, Shown] = {}
        self.calls: deque[tuple[str, str]] = deque(maxlen=KEPT)
        self._times: dict[str, deque[datetime]] = {}
        self._number = 1000

    def answer(self, asked: Asked) -> Reply:
        self.calls.append((asked.method, asked.path))
        handler = self._handler(asked)
        return handler(asked) if handler else said({"error": "Record not found"}, 404)

    def next_id(self) -> str:
        self._number += 1
        return str(self._number)

    def show(self, title: str, text: str, key: str = "") -> Shown:
        shown = Shown(key or self.next_id(), title, text, now())
        self.shown[shown.id] = shown
        while len(self.shown) > KEPT:
            self.shown.pop(next(iter(self.shown)))
        return shown

    @property
    def public(self) -> list[Shown]:
        return [each for each in self.shown.values() if not each.withdrawn]

    def too_many(self, what: str, most: int, within: timedelta) -> bool:
        """Counts this one, unless it is one too many."""
        times = self._times.setdefault(what, deque())
        while times and times[0] <= now() - within:
            times.popleft()
        if len(times) >= most:
            return True
        times.append(now())
        return False

    def _handler(self, asked: Asked) -> Callable[[Asked], Reply] | None:
        for (method, path), name in self.routes.items():
            known = asked.path.startswith(path[:-1]) if path.endswith("*") else asked.path == path
            if known and asked.method == method:
                handler: Callable[[Asked], Reply] = getattr(self, name)
                return handler
        return None
