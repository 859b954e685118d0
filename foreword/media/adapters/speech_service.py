"""Any service that speaks the OpenAI form of `/audio/speech`, on this machine or elsewhere. Off unless it is named.

It is sent one sentence of a published product at a time.
"""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from foreword.assist.adapters.posting import NoAnswer, post

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
        asked = {"model": self.model, "voice": voice, "input": text, "response_format": "wav"}
        address = f"{self.url.rstrip('/')}/audio/speech"
        try:
            status, sound = post(address, asked, key=self.key, timeout=self.timeout, largest=LARGEST)
        except NoAnswer as reason:
            raise SpeechFailed(reason.code) from None
        if status != HTTPStatus.OK:
            raise SpeechFailed("refused")
        return sound
