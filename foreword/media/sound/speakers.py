"""Who reads aloud. A speaker turns one sentence into a WAV file (16-bit, mono); which one is a setting.

espeak-ng needs nothing but itself and is understood, not enjoyed; piper has voices that are trained; a service in the
OpenAI form has whatever it has. All read the sentence from a pipe or a body, never from an argument.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

from foreword.media.adapters.speech_service import SpeechFailed, SpeechService
from foreword.media.sound.programs import found, run
from foreword.media.sound.trouble import Trouble

SENTENCE_SECONDS: Final = 60.0
ESPEAK_VOICES: Final = {"en": "en-gb", "zh": "cmn"}
ESPEAK_PACE: Final = {"en": "150", "zh": "170"}
"""Words a minute, in its own counting."""


class Speaker(Protocol):
    @property
    def name(self) -> str:
        """Of the program or service, for words about what went wrong."""

    def check(self, lang: str) -> str:
        """The voice for this language, as it is named to readers. Raises Trouble where there is none."""

    def speak(self, text: str, lang: str, into: Path) -> None:
        """Raises Trouble."""


@dataclass(frozen=True, slots=True)
class Espeak:
    program: str
    name: str = "espeak-ng"

    def check(self, lang: str) -> str:
        found(self.program)
        voice = _voice(lang) or ESPEAK_VOICES[lang[:2]]
        try:
            run([self.program, "-v", voice, "-q", "--stdin"], seconds=SENTENCE_SECONDS, stdin="a")
        except Trouble as trouble:
            raise Trouble("voice", program=self.name) from trouble
        return f"espeak-ng {voice}"

    def speak(self, text: str, lang: str, into: Path) -> None:
        voice = _voice(lang) or ESPEAK_VOICES[lang[:2]]
        command = [self.program, "-v", voice, "-s", ESPEAK_PACE[lang[:2]], "-w", str(into), "--stdin"]
        run(command, seconds=SENTENCE_SECONDS, stdin=text)


@dataclass(frozen=True, slots=True)
class Piper:
    """`FOREWORD_SPEAKER_VOICE…` are its models, as it finds them."""

    program: str
    name: str = "piper"

    def check(self, lang: str) -> str:
        found(self.program)
        if not _voice(lang):
            raise Trouble("voice", program=self.name)
        return f"piper {Path(_voice(lang)).stem}"

    def speak(self, text: str, lang: str, into: Path) -> None:
        run([self.program, "-m", _voice(lang), "-f", str(into)], seconds=SENTENCE_SECONDS, stdin=text)


@dataclass(frozen=True, slots=True)
class Service:
    service: SpeechService
    name: str = "service"

    def check(self, lang: str) -> str:
        if not _voice(lang):
            raise Trouble("voice", program=self.name)
        return f"{self.service.model} {_voice(lang)}".strip()

    def speak(self, text: str, lang: str, into: Path) -> None:
        try:
            into.write_bytes(self.service.spoken(text, _voice(lang)))
        except SpeechFailed as failed:
            raise Trouble("slow" if failed.code == "silent" else "speaker", program=self.name) from None


def speaker() -> Speaker:
    """The one that this library has chosen. Raises Trouble where it has chosen none."""
    match settings.FOREWORD_SPEAKER:
        case "espeak-ng":
            return Espeak(settings.FOREWORD_ESPEAK)
        case "piper":
            return Piper(settings.FOREWORD_PIPER)
        case "http" if settings.FOREWORD_SPEECH_URL:
            return Service(
                SpeechService(
                    settings.FOREWORD_SPEECH_URL,
                    settings.FOREWORD_SPEECH_MODEL,
                    settings.FOREWORD_SPEECH_KEY,
                    SENTENCE_SECONDS,
                )
            )
    raise Trouble("off")


def _voice(lang: str) -> str:
    return str(settings.FOREWORD_SPEAKER_VOICES.get(lang[:2], ""))
