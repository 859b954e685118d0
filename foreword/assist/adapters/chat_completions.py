"""Any service that speaks the OpenAI form of chat completions, on this machine or elsewhere. Off unless it is named.

One request, no tools, no streaming.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings

from foreword.assist.adapters.posting import NoAnswer, post

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
        address = f"{self.url.rstrip('/')}/chat/completions"
        try:
            status, body = post(address, asked, key=self.key, timeout=self.timeout, largest=LARGEST)
        except NoAnswer as reason:
            raise ServiceFailed(reason.code) from None
        if status != HTTPStatus.OK:
            raise ServiceFailed(_meaning(status))
        return _words(body)


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
