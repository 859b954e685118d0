"""Sentences one after another on one tape, with the times at which each begins and ends. 16-bit mono throughout."""

import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from foreword.media.renditions.script import Line
from foreword.media.sound.trouble import Trouble

BETWEEN: Final = 350
BEFORE_CHAPTER: Final = 800
"""Milliseconds of silence."""
LONGEST: Final = 90
"""Seconds that a voice may take for one sentence."""
SAMPLE: Final = 2
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Milliseconds from the beginning."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Timing:
    cues: list[Cue] = field(default_factory=list)
    chapters: list[tuple[int, str]] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.cues[-1].end if self.cues else 0


class Tape:
    """Written as it grows: the whole of a long text is never in memory."""

    def __init__(self, path: Path, program: str) -> None:
        self._path, self._program = path, program
        self._file: wave.Wave_write | None = None
        self._rate, self._frames = 0, 0
        self.timing = Timing()

    def add(self, line: Line, sound: Path) -> None:
        frames, rate = self._read(sound)
        if self._file is None:
            self._file, self._rate = self._begun(rate), rate
        elif rate != self._rate:
            raise Trouble("speaker", program=self._program)
        else:
            self._write(self._file, b"\0" * (SAMPLE * (rate * (BEFORE_CHAPTER if line.chapter else BETWEEN) // 1000)))
        start = self._now()
        if line.chapter:
            self.timing.chapters.append((start, line.chapter))
        self._write(self._file, frames)
        self.timing.cues.append(Cue(start, self._now(), line.shown))

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _now(self) -> int:
        return self._frames * 1000 // self._rate

    def _write(self, file: wave.Wave_write, frames: bytes) -> None:
        file.writeframes(frames)
        self._frames += len(frames) // SAMPLE

    def _begun(self, rate: int) -> wave.Wave_write:
        file = wave.open(str(self._path), "wb")  # noqa: SIM115 - closed by `close`
        file.setnchannels(1)
        file.setsampwidth(SAMPLE)
        file.setframerate(rate)
        return file

    def _read(self, sound: Path) -> tuple[bytes, int]:
        """A service that sends as it speaks does not know the length yet: what is there counts, not what is said."""
        try:
            with wave.open(str(sound), "rb") as spoken:
                form, rate = (spoken.getnchannels(), spoken.getsampwidth()), spoken.getframerate()
                frames = spoken.readframes(rate * LONGEST)
        except (OSError, EOFError, wave.Error):
            raise Trouble("speaker", program=self._program) from None
        frames = frames[: len(frames) // SAMPLE * SAMPLE]
        if form != (1, SAMPLE) or not frames:
            raise Trouble("speaker", program=self._program)
        return frames, rate
