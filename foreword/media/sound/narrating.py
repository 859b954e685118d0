"""A script read aloud: sentence by sentence onto a tape, and the tape made into the file that is heard."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from foreword.media.renditions.script import Script
from foreword.media.renditions.units import seconds
from foreword.media.sound.mastering import master
from foreword.media.sound.speakers import Speaker
from foreword.media.sound.tape import Tape, Timing
from foreword.media.sound.trouble import Trouble

MOST_MINUTES: Final = 40
READING: Final = 85
"""Of a hundred parts of the work; the rest is ffmpeg's."""

Progress = Callable[[float], None]
"""Called with 0 to 100, at least once a sentence. What it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Narrated:
    file: Path
    timing: Timing


def check(script: Script) -> None:
    """Raises Trouble for a script that cannot be read aloud."""
    if not script.lines:
        raise Trouble("nothing")
    minutes = -(-seconds(script.shown) // 60)
    if minutes > MOST_MINUTES:
        raise Trouble("long", minutes=minutes, most=MOST_MINUTES)


def read_aloud(script: Script, speaker: Speaker, folder: Path, progress: Progress) -> tuple[Path, Timing]:
    """The tape and its times, in `folder`. Raises Trouble."""
    tape, sentence = folder / "tape.wav", folder / "sentence.wav"
    growing = Tape(tape, speaker.name)
    try:
        for number, line in enumerate(script.lines):
            progress(READING * number / len(script.lines))
            speaker.speak(line.said, script.lang, sentence)
            growing.add(line, sentence)
            sentence.unlink(missing_ok=True)
    finally:
        growing.close()
    return tape, growing.timing


def narrate(script: Script, speaker: Speaker, folder: Path, about: dict[str, str], progress: Progress) -> Narrated:
    """Raises Trouble."""
    check(script)
    tape, timing = read_aloud(script, speaker, folder, progress)
    whole = timing.end / 1000 or 1

    def done(second: float) -> None:
        progress(READING + (100 - READING) * min(1.0, second / whole))

    return Narrated(master(tape, folder / "heard", about=about, chapters=timing.chapters, done=done), timing)
