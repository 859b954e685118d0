"""A page on a wall: a title and one or two sentences, in view for as long as a passer-by needs for them."""

from typing import Final

from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.markup import whole_addresses
from foreword.media.renditions.rendition import Measure, Rendition
from foreword.media.renditions.units import cells, seconds

TITLE, TEXT = 60, 170
"""Places: what three lines and four lines hold at a size that is read from across a hall."""
LEAST, MOST = 8, 30
"""Seconds in view. The first few go by before anybody has looked up."""
LOOK_UP: Final = 4


def sign(manuscript: Manuscript) -> Rendition:
    title, text = fit(manuscript.title, TITLE, cells), fit(manuscript.summary, TEXT, cells)
    picture = manuscript.picture
    image = format_html('<img src="{}" alt="{}">', picture.url, picture.alt) if picture else ""
    html = format_html("{}<h2>{}</h2><p>{}</p>", image, title, text)
    measures = (
        Measure(gettext_lazy("title"), cells(title), TITLE),
        Measure(gettext_lazy("summary"), cells(text), TEXT),
        Measure(gettext_lazy("seconds"), seconds_in_view(f"{title} {text}"), MOST),
    )
    cut = (title, text) != (manuscript.title, " ".join(manuscript.summary.split()))
    notes = (gettext_lazy("Shortened to fit."),) if cut else ()
    return Rendition("sign", title, text, whole_addresses(html, manuscript), measures, notes)


def seconds_in_view(words: str) -> int:
    return min(MOST, max(LEAST, LOOK_UP + seconds(words)))
