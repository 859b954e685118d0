"""How long a captioned film of half a minute takes: said by espeak-ng, made by ffmpeg. The aim: 30 s at most."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import mark_safe

from foreword.media.film.filming import film
from foreword.media.manuscript import Manuscript, Text
from foreword.media.sound.speakers import Espeak
from foreword.media.sound.trouble import Trouble

AIM_SECONDS: Final = 30
TEXTS: Final = {
    "en": (
        "Your first week in the library",
        "Bring your card. The gates open at eight. Ask at the desk upstairs. ",
    ),
    "zh-hans": ("在图书馆的第一周", "带上校园卡。八点开馆。二楼有咨询台，有不清楚的地方都可以问。"),
}
ROUNDS: Final = {"en": 3, "zh-hans": 1}
"""So that the film lasts about half a minute."""


def run(*, as_json: bool) -> None:
    try:
        figures = {lang: _one(lang) for lang in TEXTS}
    except Trouble as trouble:
        raise SystemExit(f"cannot be measured here: {trouble}") from None
    sys.stdout.write(f"{json.dumps(figures)}\n" if as_json else "".join(map(_said, figures.items())))
    if any(each["took_for_30_s"] > AIM_SECONDS for each in figures.values()):
        raise SystemExit(f"more than {AIM_SECONDS} s")


def _one(lang: str) -> dict[str, float]:
    title, text = TEXTS[lang]
    piece = Text(mark_safe(f"<p>{text * ROUNDS[lang]}</p>"))  # noqa: S308 - a constant of ours
    url = f"https://library.example/{lang}/products/p1/"
    manuscript = Manuscript("p1", "k1", lang, title, text, "Guide", "", url, "Library", 3, (piece,), None, None)
    marks: list[tuple[float, float]] = []
    began, spent = time.perf_counter(), _processor_seconds()
    with tempfile.TemporaryDirectory(prefix="foreword-bench-") as folder:
        made = film(
            manuscript,
            Espeak(settings.FOREWORD_ESPEAK),
            Path(folder),
            picture=None,
            progress=lambda percent: marks.append((percent, time.perf_counter() - began)),
        )
        took, weight = time.perf_counter() - began, made.film.stat().st_size
    spoken = max((at for percent, at in marks if percent < 30), default=0.0)
    seconds = made.length / 1000
    return {
        "film_s": round(seconds, 1),
        "spoken_s": round(spoken, 1),
        "took_s": round(took, 1),
        "processor_s": round(_processor_seconds() - spent, 1),
        "took_for_30_s": round(took / seconds * AIM_SECONDS, 1),
        "kilobytes": weight // 1000,
    }


def _processor_seconds() -> float:
    """Of the programs that have ended: on a busy machine it says more than the clock."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _said(found: tuple[str, dict[str, Any]]) -> str:
    lang, figures = found
    return "".join([f"{lang}\n", *(f"  {name:<14} {value:>8}\n" for name, value in figures.items())])
