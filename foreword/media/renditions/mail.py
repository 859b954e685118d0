"""A mail: HTML for those who see it so, and all of it as text."""

from textwrap import fill
from typing import Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foreword.media.codes import short_address
from foreword.media.manuscript import Manuscript
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.markup import body
from foreword.media.renditions.rendition import Measure, Rendition
from foreword.media.renditions.units import cells

SUBJECT: Final = 78
"""Places; beyond them most lists of mail show nothing."""
WEIGHT: Final = 100
"""Kilobytes of HTML; a widely used mail service cuts what is longer than 102."""
COLUMN: Final = 76


def mail(manuscript: Manuscript) -> Rendition:
    subject = fit(manuscript.title, SUBJECT, cells)
    html = format_html(
        '<div lang="{}" style="max-width:38em;margin:0 auto;font:16px/1.7 Georgia,\'Songti SC\',serif;color:#22252c">'
        '<h1 style="font-size:1.6em;line-height:1.25;margin:0 0 .5em">{}</h1>'
        '<p style="color:#5a5f6b;margin:0 0 1.5em;line-height:1.6">{}</p>{}'
        '<p style="margin:2em 0 0;padding-top:1em;border-top:1px solid #e7e2d8;font-size:.9em">'
        '<a href="{}" style="color:#b3301c">{}</a><br>{}</p></div>',
        manuscript.lang,
        manuscript.title,
        manuscript.summary,
        body(manuscript),
        short_address(manuscript.url, manuscript.pid, "mail"),
        _("Read it on the library’s page"),
        manuscript.library,
    )
    kilobytes = -(-len(html.encode()) // 1000)
    measures = (
        Measure(gettext_lazy("subject"), cells(subject), SUBJECT),
        Measure(gettext_lazy("kB of HTML"), kilobytes, WEIGHT),
    )
    notes = (gettext_lazy("The subject was shortened."),) if subject != manuscript.title else ()
    return Rendition("mail", subject, _text(manuscript), html, measures, notes)


def _text(manuscript: Manuscript) -> str:
    lines = [manuscript.title, "=" * min(COLUMN, cells(manuscript.title)), "", manuscript.summary, ""]
    lines += [each for line in manuscript.lines for each in (line, "")]
    foot = [manuscript.url, "-- ", manuscript.library]
    if manuscript.is_chinese:
        return "\n".join([*lines, *foot])
    return "\n".join([*(fill(line, COLUMN, break_long_words=False) for line in lines), *foot])
