"""The shipped seeds: questions of our own in both languages, so that a new library has a working guess on day one."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from foreword.assist.understanding.examples import SEED, Example

_HEADING: Final = re.compile(r"\[(\S+) (\S+) (\S+) (\S+)\]")
NOTHING: Final = "-"
URGENT, USUAL = "urgent", "usual"


@cache
def seeds() -> tuple[Example, ...]:
    """Labels: kind, read, topic, clc, urgency. Topics are Foreword's own keys; a library's are others."""
    found: list[Example] = []
    labels: dict[str, str] = {}
    for line in _lines():
        if heading := _HEADING.fullmatch(line):
            named = zip(("kind", "read", "topic", "clc"), heading.groups(), strict=True)
            labels = {head: value for head, value in named if value != NOTHING}
        else:
            urgency = URGENT if line.startswith("!") else USUAL
            found.append(Example(line.lstrip("! "), labels | {"urgency": urgency}, SEED))
    return tuple(found)


def _lines() -> list[str]:
    text = files("foreword.assist.understanding").joinpath("seeds.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
