"""Any service that speaks the OpenAI form of chat completions, on this machine or elsewhere. Off unless it is named.

One request, no tools, no streaming, no redirects, no proxy; at most `LARGEST` bytes are read. The key is sent in the
header and stands in no message of an error.
"""

import http.client
import json
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

LARGEST: Final = 400_000
MOST_TOKENS: Final = 700


class ServiceFailed(Exception):
    """The drafting service gave no answer. `code`: address, silent, refused, busy, failed or unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The drafting service gave no answer: {code}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class Service:
    url: str
    """Up to and without /chat/completions."""
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 20.0

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The words of its answer. Raises ServiceFailed."""
        asked = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        status, body = self._post(json.dumps(asked).encode())
        if status != http.client.OK:
            raise ServiceFailed(_meaning(status))
        return _words(body)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        address = urlsplit(self.url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ServiceFailed("address")
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection = self._connection(address)
            try:
                connection.request("POST", f"{address.path.rstrip('/')}/chat/completions", body, headers)
                answer = connection.getresponse()
                return answer.status, answer.read(LARGEST)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError):
            raise ServiceFailed("silent") from None

    def _connection(self, address: SplitResult) -> http.client.HTTPConnection:
        host = address.hostname or ""
        if address.scheme == "https":
            secure = ssl.create_default_context()
            return http.client.HTTPSConnection(host, address.port, timeout=self.timeout, context=secure)
        return http.client.HTTPConnection(host, address.port, timeout=self.timeout)


def service() -> Service | None:
    """The one that this library has named; None by default."""
    if not settings.FOREWORD_DRAFTING_URL:
        return None
    return Service(
        url=settings.FOREWORD_DRAFTING_URL,
        model=settings.FOREWORD_DRAFTING_MODEL,
        key=settings.FOREWORD_DRAFTING_KEY,
        timeout=settings.FOREWORD_DRAFTING_TIMEOUT,
    )


def _meaning(status: int) -> str:
    if status in {401, 403}:
        return "refused"
    return "busy" if status in {429, 503} else "failed"


def _words(body: bytes) -> str:
    try:
        said: Any = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise ServiceFailed("unreadable") from None
    if not isinstance(said, str) or not said.strip():
        raise ServiceFailed("unreadable")
    return said
