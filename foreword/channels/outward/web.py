"""Speaking HTTP to a vendor, and telling apart what is known from what is not.

Only addresses that an administrator wrote down are spoken to; no redirection is followed, so that a vendor cannot send
us elsewhere; every call has its time; what comes back is read up to a limit. Neither addresses (they may hold a key)
nor what is sent is ever logged.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from foreword.channels.outward.interface import Permanent, Retry, Setback, Trouble, Unknown
from foreword.kernel.clock import now

TIMEOUT: Final = httpx.Timeout(30, connect=10)
LARGEST: Final = 2_000_000
MOST_WORDS: Final = 300
LONGEST_PAUSE: Final = timedelta(hours=24)


class Answer:
    """A vendor's answer, whole and small."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def json(self) -> dict[str, Any]:
        """What is no JSON object is an answer that says nothing of what happened."""
        try:
            read = httpx.Response(200, content=self.body).json()
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise Setback(Unknown(Trouble.SILENT, self.words()))
        return read

    def words(self) -> str:
        """For a person: its first words, in one line."""
        text = self.body[: 4 * MOST_WORDS].decode("utf-8", "replace")
        return " ".join(f"{self.status} {text}".split())[:MOST_WORDS]


def call(method: str, address: str, **parts: Any) -> Answer:
    """One request. Returns for 2xx and 4xx, except 429; everything else ends the story with its result."""
    if not address.startswith(("https://", "http://")):
        raise Setback(Permanent(Trouble.SET_UP))
    answer = _asked(method, address, **parts)
    if answer.status in {429, 503}:
        trouble = Trouble.QUOTA if answer.status == 429 else Trouble.BUSY
        raise Setback(Retry(trouble, answer.words(), pause(answer.headers)))
    if answer.status >= 500:
        raise Setback(Unknown(Trouble.SILENT, answer.words()))
    if answer.status >= 300 and answer.status < 400:
        raise Setback(Permanent(Trouble.SET_UP, answer.words()))
    return answer


def _asked(method: str, address: str, **parts: Any) -> Answer:
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client,
            client.stream(method, address, **parts) as response,
        ):
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST:
                    break
            return Answer(response.status_code, response.headers, body[:LARGEST])
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        raise Setback(Retry(Trouble.UNREACHABLE, type(error).__name__)) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise Setback(Permanent(Trouble.SET_UP, type(error).__name__)) from error
    except httpx.HTTPError as error:
        raise Setback(Unknown(Trouble.SILENT, type(error).__name__)) from error


@contextmanager
def nothing_public_yet() -> Iterator[None]:
    """For calls that prepare: where their fate is unknown, nothing was published, and they may be made again."""
    try:
        yield
    except Setback as setback:
        result = setback.result
        if isinstance(result, Unknown):
            raise Setback(Retry(Trouble.BUSY, result.said)) from setback
        raise


def pause(headers: Mapping[str, str]) -> timedelta | None:
    """What `Retry-After` asks for: seconds or a date. At most a day."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal():
        return min(timedelta(seconds=int(asked[:9])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(until - now(), timedelta(0)), LONGEST_PAUSE) if until.tzinfo else None
