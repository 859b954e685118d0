"""What is read aloud of a product: the radio script. Short sentences, each as it is shown and as it is said."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from foreword.media import manuscript as m
from foreword.media.plain import lines_of
from foreword.media.renditions.saying import WEB, said
from foreword.media.renditions.units import cells

LONGEST: Final = 96
"""Places of one sentence: three lines of a caption, and one breath."""
EVEN: Final = 1.15
_HEADING: Final = re.compile(r"<h[23]>(.*?)</h[23]>", re.DOTALL)
_END: Final = re.compile(r"(?<=[。！？；])(?!$)|(?<=[.!?;])\s+|(?<=[.!?][”’\")])\s+")
_CLAUSE: Final = re.compile(r"(?<=[，、：])(?!$)|(?<=[,:–—])\s+")
_WORD: Final = re.compile(r"\s+")
_SIGN: Final = re.compile(r"(?<=\S)(?=\S)")
_BULLET: Final = re.compile(r"^(?:[-•·]|\d{1,2}\.)\s+")
_ABBREVIATED: Final = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Prof|Mr|Mrs|Ms|St|No|vol|pp?|a\.m|p\.m)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """`chapter` names the chapter that begins with it, else it is empty."""

    shown: str
    said: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    lang: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> str:
        return "\n".join(line.shown for line in self.lines)

    @property
    def said(self) -> str:
        return "\n".join(line.said for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """Changes with what is heard, and with nothing else."""
        words = [self.lang, *([line.said, line.chapter] for line in self.lines)]
        return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def script_of(manuscript: m.Manuscript) -> Script:
    """Empty for a product without words."""
    with translation.override(manuscript.lang):
        parts = [(manuscript.title, [manuscript.title, manuscript.summary]), *_parts(manuscript)]
        lines = [line for chapter, texts in parts for line in _lines(texts, chapter, manuscript.lang)]
        if lines:
            lines += _lines([_("This was %(library)s.") % {"library": manuscript.library}], "", manuscript.lang)
    return Script(manuscript.lang, tuple(lines))


def _parts(manuscript: m.Manuscript) -> Iterator[tuple[str, list[str]]]:
    """(chapter, its texts): a heading, a question, the title of a list begin one."""
    for piece in manuscript.pieces:
        match piece:
            case m.Text():
                yield from _sections(piece)
            case m.Answers():
                yield from ((question, [question, *lines_of(answer)]) for question, answer in piece.pairs)
            case m.Steps():
                yield piece.title, [piece.title, *_steps(piece)]
            case m.Facts():
                rows = [f"{what}: {value}" for what, value, href in piece.rows if not href.startswith("mailto:")]
                yield piece.title, [piece.title, *rows, piece.note]
            case _:
                yield "", piece.spoken


def _steps(piece: m.Steps) -> list[str]:
    return [
        line
        for number, (head, more) in enumerate(piece.steps, start=1)
        for line in (_("Step %(number)s: %(what)s") % {"number": number, "what": head}, more)
    ]


def _sections(text: m.Text) -> Iterator[tuple[str, list[str]]]:
    before, *rest = _HEADING.split(text.html)
    yield "", _spoken(before)
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        yield " ".join(lines_of(heading)), _spoken(body)


def _spoken(html: str) -> list[str]:
    return lines_of(m.SILENT.sub("", html))


def _lines(texts: list[str], chapter: str, lang: str) -> list[Line]:
    lines = [
        Line(shown, words)
        for text in texts
        for shown in sentences(_BULLET.sub("", text))
        if (words := said(shown, lang))
    ]
    return [Line(lines[0].shown, lines[0].said, chapter), *lines[1:]] if lines and chapter else lines


def sentences(text: str) -> list[str]:
    """Short ones: one that is longer than a breath is parted at a comma, and at the worst between words."""
    line = " ".join(WEB.sub("", text).split())
    whole: list[str] = []
    for part in _END.split(line):
        if whole and _ABBREVIATED.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {part}"
        elif part.strip():
            whole.append(part.strip())
    return [short for sentence in whole for short in _shortened(sentence)]


def _shortened(sentence: str) -> list[str]:
    if cells(sentence) <= LONGEST:
        return [sentence]
    for pattern in (_CLAUSE, _WORD, _SIGN):
        cuts = [0, *(found.end() for found in pattern.finditer(sentence)), len(sentence)]
        parts = [sentence[start:end] for start, end in pairwise(cuts) if sentence[start:end].strip()]
        if len(parts) > 1:
            return [short for part in _filled(parts) for short in _shortened(part)]
    return [sentence]


def _filled(parts: list[str]) -> list[str]:
    """Together what still fits, evenly enough that nothing short is left over at the end."""
    total = sum(cells(part) for part in parts)
    room = min(LONGEST, total / -(-total // LONGEST) * EVEN)
    filled = [parts[0]]
    for part in parts[1:]:
        if cells(filled[-1] + part) <= room:
            filled[-1] += part
        else:
            filled.append(part)
    return [part.strip() for part in filled]
