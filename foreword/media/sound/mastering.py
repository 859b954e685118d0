"""From a tape or a recording to the file that is heard: −16 LUFS, mono, 64 kb/s, by the machine's ffmpeg.

MP3 where that ffmpeg can make it, else AAC. What was sent in is read as what its bytes say, and from files alone.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

from foreword.media.sound.programs import run
from foreword.media.sound.trouble import Trouble

LOUDNESS: Final = "loudnorm=I=-16:TP=-1.5:LRA=11"
"""EBU R 128; what podcast directories ask for."""
ENCODED: Final = ["-ac", "1", "-ar", "44100", "-b:a", "64k"]
SECONDS: Final = 900
MOST_MINUTES: Final = 120
"""Of a recording."""
DEMUXERS: Final = {"audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav", "audio/mp4": "mov"}
QUIET: Final = ["-nostdin", "-hide_banner", "-v", "error", "-y", "-protocol_whitelist", "file", "-threads", "2"]
_ESCAPED: Final = str.maketrans({sign: f"\\{sign}" for sign in "=;#\\\n"})

Done = Callable[[float], None]
"""Called with the seconds of sound that are finished. What it raises ends the work."""


def master(tape: Path, into: Path, *, about: dict[str, str], chapters: Sequence[tuple[int, str]], done: Done) -> Path:
    """`into` without its ending. Raises Trouble."""
    notes = into.with_suffix(".meta")
    notes.write_text(_notes(about, chapters))
    inputs = ["-i", str(tape), "-f", "ffmetadata", "-i", str(notes), "-map", "0:a", "-map_metadata", "1"]
    return _encoded(inputs, into, done)


def take_in(recording: Path, kind: str, into: Path, *, about: dict[str, str], done: Done) -> tuple[Path, float]:
    """The file and its seconds. Raises Trouble: unreadable, or longer than may be."""
    last = 0.0

    def heard(seconds: float) -> None:
        nonlocal last
        last = seconds
        done(seconds)

    named = [part for name, value in about.items() for part in ("-metadata", f"{name}={value}")]
    limit = ["-t", str(MOST_MINUTES * 60 + 5)]
    inputs = [*limit, "-f", DEMUXERS[kind], "-i", str(recording), "-map", "0:a:0", "-map_metadata", "-1", *named]
    try:
        made = _encoded(inputs, into, heard)
    except Trouble as trouble:
        raise Trouble("unreadable") if trouble.code == "failed" else trouble from None
    if last > MOST_MINUTES * 60:
        raise Trouble("hours", most=MOST_MINUTES)
    if last <= 0:
        raise Trouble("unreadable")
    return made, last


def _encoded(inputs: list[str], into: Path, done: Done) -> Path:
    program = settings.FOREWORD_FFMPEG
    codec, ending = ("libmp3lame", ".mp3") if _has(program, "libmp3lame") else ("aac", ".m4a")
    file = into.with_suffix(ending)
    sound = ["-af", LOUDNESS, "-c:a", codec, *ENCODED, "-progress", "pipe:1", str(file)]
    run([program, *QUIET, *inputs, *sound], seconds=SECONDS, heard=reporting(done))
    return file


def reporting(done: Done) -> Callable[[str], None]:
    """Reads what `-progress` prints."""

    def heard(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.isdigit():
            done(int(value) / 1_000_000)

    return heard


@cache
def _has(program: str, encoder: str) -> bool:
    lines: list[str] = []
    run([program, "-hide_banner", "-encoders"], seconds=30, heard=lines.append)
    return any(encoder in line.split() for line in lines)


def _notes(about: dict[str, str], chapters: Sequence[tuple[int, str]]) -> str:
    lines = [";FFMETADATA1", *(f"{name}={value.translate(_ESCAPED)}" for name, value in about.items())]
    ends = [start for start, _title in chapters[1:]] + [chapters[-1][0] + 1] if chapters else []
    for (start, title), end in zip(chapters, ends, strict=True):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={end}", f"title={title.translate(_ESCAPED)}"]
    return "\n".join([*lines, ""])
