"""A poster: what is read in passing, and a code that leads to the rest. The browser prints it: it has the fonts."""

import re
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foreword.media.codes import inline_code, short_address
from foreword.media.manuscript import Answers, Manuscript, Steps, Text
from foreword.media.plain import lines_of
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.rendition import Measure, Rendition
from foreword.media.renditions.units import cells

TITLE, SUMMARY, POINT, POINTS = 72, 220, 44, 5
"""Places, and how many points; what a passer-by reads at two metres from A4 at these sizes."""
_HEADING: Final = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


def poster(manuscript: Manuscript, place: str = "poster") -> Rendition:
    """`place` stands in the code: what it is, or the pid of the place where it hangs."""
    title, summary = fit(manuscript.title, TITLE, cells), fit(manuscript.summary, SUMMARY, cells)
    points = [fit(point, POINT, cells) for point in _points(manuscript)[:POINTS]] if not manuscript.picture else []
    measures = (
        Measure(gettext_lazy("title"), cells(title), TITLE),
        Measure(gettext_lazy("summary"), cells(summary), SUMMARY),
        Measure(gettext_lazy("points"), len(points), POINTS),
    )
    cut = (title, summary) != (manuscript.title, manuscript.summary) or len(_points(manuscript)) > len(points)
    notes = (gettext_lazy("Shortened to fit."),) if cut else ()
    html = _sheet(manuscript, title, summary, points, place)
    return Rendition(
        "poster",
        title,
        "\n".join([title, summary, *points, short_address(manuscript.url, manuscript.pid)]),
        html,
        measures,
        notes,
    )


def _points(manuscript: Manuscript) -> list[str]:
    """The steps, else the questions, else the headings: the first that there are. A picture takes their place."""
    pieces = manuscript.pieces
    steps = [head for piece in pieces if isinstance(piece, Steps) for head, _more in piece.steps]
    asked = [question for piece in pieces if isinstance(piece, Answers) for question, _answer in piece.pairs]
    texts = [piece.html for piece in pieces if isinstance(piece, Text)]
    return steps or asked or [" ".join(lines_of(head)) for html in texts for head in _HEADING.findall(html)]


def _sheet(manuscript: Manuscript, title: str, summary: str, points: list[str], place: str) -> SafeString:
    short = short_address(manuscript.url, manuscript.pid)
    picture = manuscript.picture
    image = format_html('<img src="{}" alt="{}">', picture.url, picture.alt) if picture else ""
    listed = format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", [(point,) for point in points]))
    until = format_html("<p>{} {}</p>", _("Valid until"), manuscript.valid_until) if manuscript.valid_until else ""
    return format_html(
        '<p class="house">{}</p><h1 class="{}">{}</h1><p class="sum">{}</p>{}{}'
        '<div class="scan">{}<div><p><b>{}</b></p><p class="url">{}</p>{}</div></div>',
        manuscript.library,
        "long" if cells(title) > TITLE // 2 else "short",
        title,
        summary,
        image,
        listed if points else "",
        inline_code(short_address(manuscript.url, manuscript.pid, place)),
        _("Scan to read all of it"),
        short.removeprefix("https://").removeprefix("http://"),
        until,
    )
