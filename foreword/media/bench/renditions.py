"""How long one product takes in all media together, from its blocks to the last text. The aim: 300 ms at most."""

import json
import statistics
import sys
import time
from typing import Any, Final

from foreword.media.blocks import ProductBlocks
from foreword.media.composing import pieces_of
from foreword.media.manuscript import Manuscript
from foreword.media.renditions import MEDIA, render

ROUNDS: Final = 60
AIM_MS: Final = 300
LINK: Final = "- [two](https://a.example/)"
WORDS: Final = "Bring your card. The gates open at eight, and the desk on the second floor answers until ten. " * 8
TABLE: Final = "Hour,Main,Science\n" + "\n".join(
    f"{hour}:00,{400 + hour * 31},{90 + hour * 7}" for hour in range(8, 22)
)
STEP: Final = {"step": "Book by app or web", "more": "Thirty minutes, or sixty at lunch."}
WORK: Final = {"type": "book", "title": "On libraries", "author": [{"family": "Naudé", "given": "Gabriel"}]}
BLOCKS: Final[list[dict[str, Any]]] = [
    *({"type": "markdown", "value": f"## Part {part}\n\n{WORDS}\n\n{LINK}"} for part in range(8)),
    {"type": "chart", "value": {"title": "Seats", "finding": "Full.", "form": "bar", "table": TABLE, "source": ""}},
    {"type": "steps", "value": {"title": "How", "steps": [STEP] * 8}},
    {"type": "answers", "value": [{"question": "Is it free?", "answer": f"<p>{WORDS}</p>"}] * 6},
    {"type": "citations", "value": {"style": "APA", "works": json.dumps([WORK] * 20)}},
]  # fmt: skip
"""A product longer than most: some 1,500 words, a chart, steps, questions, twenty works."""


def run(*, as_json: bool) -> None:
    took: dict[str, list[float]] = {name: [] for name in ("manuscript", *MEDIA)}
    for _round in range(ROUNDS):
        began = time.perf_counter()
        manuscript = _manuscript()
        took["manuscript"].append(time.perf_counter() - began)
        for medium in MEDIA:
            began = time.perf_counter()
            render(medium, manuscript)
            took[medium].append(time.perf_counter() - began)
    together = [sum(times) * 1000 for times in zip(*took.values(), strict=True)]
    figures = {name: round(statistics.median(times) * 1000, 2) for name, times in took.items()}
    figures |= {"together_p50": round(statistics.median(together), 1), "together_max": round(max(together), 1)}
    sys.stdout.write(f"{json.dumps(figures)}\n" if as_json else _said(figures))
    if figures["together_p50"] > AIM_MS:
        raise SystemExit(f"more than {AIM_MS} ms")


def _manuscript() -> Manuscript:
    pieces = pieces_of(ProductBlocks().to_python(BLOCKS))
    url = "https://library.example/en/products/p1/"
    return Manuscript("p1", "k1", "en", "Exam weeks", WORDS[:280], "Guide", "", url, "Library", 3, pieces, None, None)


def _said(figures: dict[str, float]) -> str:
    lines = [f"{name:<14} {value:>8.2f} ms" for name, value in figures.items()]
    return "\n".join([f"one product in all media, {ROUNDS} rounds, medians", *lines, ""])
