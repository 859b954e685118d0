"""A film from a story: spoken, laid out, put together by ffmpeg. 1080 × 1920, 25 pictures a second, H.264 and AAC."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from foreword.media.film.captioning import Credits, captions
from foreword.media.film.sheets import ending, opening
from foreword.media.film.story import story_of
from foreword.media.manuscript import Manuscript
from foreword.media.sound.mastering import LOUDNESS, QUIET, reporting
from foreword.media.sound.narrating import read_aloud
from foreword.media.sound.programs import run
from foreword.media.sound.speakers import Speaker
from foreword.media.sound.tape import Timing
from foreword.media.sound.trouble import Trouble

SECONDS: Final = 600
AFTERWARDS: Final = 2500
"""Milliseconds that the code stays after the last word."""
SPOKEN: Final = 0.3
"""Of the work; the rest is ffmpeg's."""
FONT: Final = "Noto Sans CJK SC"
HOW: Final = "apt-get install fontconfig fonts-noto-cjk"
PICTURE: Final = ["-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "23", "-pix_fmt", "yuv420p"]
SOUND: Final = ["-c:a", "aac", "-b:a", "96k", "-ar", "44100", "-ac", "1"]


@dataclass(frozen=True, slots=True)
class Filmed:
    """`length` in milliseconds."""

    film: Path
    cover: Path
    timing: Timing
    length: int


def film(
    manuscript: Manuscript, who: Speaker, folder: Path, *, picture: Path | None, progress: Callable[[float], None]
) -> Filmed:
    """`progress` is called with 0 to 100; what it raises ends the work. Raises Trouble."""
    font = typeface(manuscript.lang)
    tape, timing = read_aloud(story_of(manuscript), who, folder, lambda percent: progress(percent * SPOKEN))
    end, total = timing.cues[-1].start - 200, timing.end + AFTERWARDS
    address = manuscript.url.removeprefix("https://").removeprefix("http://")
    credit = Credits(font, manuscript.title, manuscript.library, address, picture is not None)
    (folder / "words.ass").write_text(captions(timing.cues, credit, end=end, total=total), encoding="utf-8")
    opening(picture).save(folder / "opening.png")
    ending(manuscript.url).save(folder / "ending.png")

    def done(second: float) -> None:
        progress(100 * (SPOKEN + (1 - SPOKEN) * min(1.0, second * 1000 / total)))

    _put_together(folder, tape.name, end / 1000, total / 1000, done)
    _cover(folder)
    return Filmed(folder / "film.mp4", folder / "cover.jpg", timing, total)


def typeface(lang: str) -> str:
    """The family for burnt-in words. Raises Trouble where a Chinese film would have empty boxes for signs."""
    families: list[str] = []
    if shutil.which("fc-list"):
        tag = "zh-cn" if lang.startswith("zh") else "en"
        run(["fc-list", f":lang={tag}", "family"], seconds=30, heard=families.append)
    names = [family.partition(",")[0] for family in families if family]
    if FONT in names:
        return FONT
    if lang.startswith("zh") and not names:
        raise Trouble("font", how=HOW)
    return min(names, default="sans-serif") if lang.startswith("zh") else "sans-serif"


def _put_together(folder: Path, tape: str, end: float, total: float, done: Callable[[float], None]) -> None:
    # Each picture is read once and repeated: read anew for each frame, it would take longer than all else together.
    still = "format=yuv420p,loop=loop=-1:size=1:start=0,setpts=N/25/TB,trim=duration={:.2f},setpts=PTS-STARTPTS"
    laid = (
        f"[0:v]{still.format(end)}[a];[1:v]{still.format(total - end)}[b];[a][b]concat=n=2:v=1:a=0,ass=words.ass[seen]"
    )
    stills = ["-framerate", "25", "-i", "opening.png", "-framerate", "25", "-i", "ending.png"]
    command = [settings.FOREWORD_FFMPEG, *QUIET, *stills, "-i", tape, "-filter_complex", laid, "-map", "[seen]"]
    command += ["-map", "2:a", "-af", f"{LOUDNESS},apad", "-t", f"{total:.2f}", *PICTURE, *SOUND]
    command += ["-movflags", "+faststart", "-progress", "pipe:1", "film.mp4"]
    run(command, seconds=SECONDS, heard=reporting(done), folder=folder)


def _cover(folder: Path) -> None:
    taken = ["-ss", "0.4", "-i", "film.mp4", "-frames:v", "1", "-q:v", "3", "cover.jpg"]
    run([settings.FOREWORD_FFMPEG, *QUIET, *taken], seconds=60, folder=folder)
