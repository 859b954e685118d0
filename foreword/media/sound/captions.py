"""Captions and chapters as players take them: WebVTT, SubRip, and the chapters of podcasts (JSON 1.2)."""

import json
from collections.abc import Iterable, Sequence

from foreword.media.sound.tape import Cue


def webvtt(cues: Iterable[Cue]) -> str:
    shown = [f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(cue.text)}" for cue in cues]
    return "\n\n".join(["WEBVTT", *shown]) + "\n"


def subrip(cues: Iterable[Cue]) -> str:
    shown = [
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{_one_line(cue.text)}\n"
        for number, cue in enumerate(cues, start=1)
    ]
    return "\n".join(shown)


def podcast_chapters(chapters: Sequence[tuple[int, str]]) -> str:
    listed = [{"startTime": start / 1000, "title": title} for start, title in chapters]
    return json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False)


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _one_line(text: str) -> str:
    """An empty line would end the caption, and an arrow is a time."""
    return " ".join(text.split()).replace("-->", "→")


def _escaped(text: str) -> str:
    return _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
