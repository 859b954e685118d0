"""Any service that speaks the OpenAI form of `/audio/speech`, on this machine or elsewhere. Off unless it is named.

It is sent one sentence of a published product at a time. No redirects, no proxy; at most `LARGEST` bytes are read. The
key is sent in the header and stands in no message of an error.
"""

import http.client
import json
import ssl
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

LARGEST: Final = 20_000_000


class SpeechFailed(Exception):
    """`code`: address, silent or refused."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The speech service gave no sound: {code}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class SpeechService:
    url: str
    """Up to and without /audio/speech."""
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0

    def spoken(self, text: str, voice: str) -> bytes:
        """A WAV file. Raises SpeechFailed."""
        address = urlsplit(self.url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise SpeechFailed("address")
        asked = {"model": self.model, "voice": voice, "input": text, "response_format": "wav"}
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection = self._connection(address)
            try:
                path = f"{address.path.rstrip('/')}/audio/speech"
                connection.request("POST", path, json.dumps(asked).encode(), headers)
                answer = connection.getresponse()
                status, sound = answer.status, answer.read(LARGEST)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError):
            raise SpeechFailed("silent") from None
        if status != http.client.OK:
            raise SpeechFailed("refused")
        return sound

    def _connection(self, address: SplitResult) -> http.client.HTTPConnection:
        host = address.hostname or ""
        if address.scheme == "https":
            secure = ssl.create_default_context()
            return http.client.HTTPSConnection(host, address.port, timeout=self.timeout, context=secure)
        return http.client.HTTPConnection(host, address.port, timeout=self.timeout)
