"""Words burnt into the picture, as an ASS file: the title that stays, each sentence while it is said, the end.

libass breaks lines at spaces alone, which Chinese has none of: so we break them.
"""

import re
from dataclasses import dataclass
from typing import Final

from foreword.media.renditions.fitting import fit
from foreword.media.renditions.units import cells
from foreword.media.sound.tape import Cue

WIDTH, HEIGHT = 1080, 1920
TITLE_CELLS, TITLE_LINES = 22, 4
CAPTION_CELLS: Final = 26
SMALL_CELLS: Final = 40
_CLOSING: Final = "[，。！？；：、）》”’…]*"
"""Signs that begin no line."""
_CLAUSE: Final = re.compile(r"[，。！？；：、,.;:!?]$")
_TOKEN: Final = re.compile(rf"\s+|[\u2e80-\u9fff\uff00-\uffef]{_CLOSING}|[^\s\u2e80-\u9fff\uff00-\uffef]+{_CLOSING}")
_HEAD: Final = """[Script Info]
ScriptType: v4.00+
PlayResX: 1080
PlayResY: 1920
WrapStyle: 2
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: House,{font},40,&H006B5F5A,&H00F5F9FB,&H00F5F9FB,0,1,0,0,7,80,80,0,1
Style: Title,{font},84,&H002C2522,&H00F5F9FB,&H00F5F9FB,-1,1,0,0,7,80,80,0,1
Style: Said,{font},66,&H00FFFFFF,&H002C2522,&H002C2522,-1,3,22,0,8,80,80,0,1
Style: End,{font},60,&H002C2522,&H00F5F9FB,&H00F5F9FB,-1,1,0,0,8,80,80,0,1
Style: Small,{font},36,&H006B5F5A,&H00F5F9FB,&H00F5F9FB,0,1,0,0,8,80,80,0,1

[Events]
Format: Layer, Start, End, Style, Text
"""


@dataclass(frozen=True, slots=True)
class Credits:
    """What stands there besides what is said. `address` without https://."""

    font: str
    title: str
    library: str
    address: str
    has_picture: bool


def captions(cues: list[Cue], credit: Credits, *, end: int, total: int) -> str:
    """`end`: when the last picture comes, `total`: when the film is over; milliseconds."""
    said_at = 1330 if credit.has_picture else 980
    title = fit(credit.title, TITLE_CELLS * TITLE_LINES - 8, cells)
    said = [cue for cue in cues[:-1] if cue.text != credit.title]  # the title stands there already
    events = [
        _event(0, total, "House", _at(80, 150), credit.library, SMALL_CELLS),
        _event(0, end, "Title", _at(80, 250), title, TITLE_CELLS),
        *(_event(cue.start, cue.end, "Said", _at(540, said_at), cue.text, CAPTION_CELLS) for cue in said),
        _event(end, total, "Title", _at(80, 250), title, TITLE_CELLS),
        _event(end, total, "End", _at(540, 1420), cues[-1].text, CAPTION_CELLS),
        _event(end, total, "Small", _at(540, 1590), credit.address, SMALL_CELLS + 8),
    ]
    return _HEAD.format(font=credit.font) + "\n".join(events) + "\n"


def broken(text: str, width: int) -> list[str]:
    """As few lines as there are room for, which end where a clause does, else of about the same length; wider than
    `width` places only by one word."""
    tokens: list[str] = list(_TOKEN.findall(" ".join(text.split())))
    fewest = _filled(tokens, width)
    even = -(-sum(map(cells, tokens)) // max(1, len(fewest)))
    tries = [lines for room in range(even, width) if len(lines := _filled(tokens, room)) <= len(fewest)]
    return max([*tries, fewest], key=lambda lines: sum(bool(_CLAUSE.search(line)) for line in lines[:-1]))


def _filled(tokens: list[str], room: int) -> list[str]:
    lines = [""]
    for token in tokens:
        if lines[-1].strip() and cells(lines[-1] + token.rstrip()) > room:
            lines.append("")
        lines[-1] += token
    return [line.strip() for line in lines if line.strip()]


def _event(start: int, end: int, style: str, place: str, text: str, width: int) -> str:
    plain = text.translate({ord("{"): "（", ord("}"): "）", ord("\\"): "＼"})
    lines = "\\N".join(broken(plain, width))
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},{style},{place}{lines}"


def _at(x: int, y: int) -> str:
    return f"{{\\pos({x},{y})}}"


def _clock(milliseconds: int) -> str:
    hundredths = milliseconds // 10
    return f"{hundredths // 360_000}:{hundredths // 6000 % 60:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"
