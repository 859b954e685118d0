"""HTML that foreign programs keep: plain tags with their style on them, no class, no drawing, no script.

Mail programs and WeChat's editor throw away style sheets and SVG, so a chart goes as its table.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foreword.media import manuscript as m

STYLES: Final[Mapping[str, str]] = {
    "p": "margin:0 0 1em;line-height:1.7",
    "h2": "margin:1.6em 0 .6em;font-size:1.25em;line-height:1.35",
    "h3": "margin:1.4em 0 .5em;font-size:1.1em;line-height:1.35",
    "ul": "margin:0 0 1em;padding-left:1.4em",
    "ol": "margin:0 0 1em;padding-left:1.4em",
    "li": "margin:0 0 .4em;line-height:1.7",
    "table": "border-collapse:collapse;margin:0 0 1em",
    "th": "text-align:left;padding:.3em .9em .3em 0;border-bottom:1px solid #cfc9bd",
    "td": "text-align:left;padding:.3em .9em .3em 0;border-bottom:1px solid #e7e2d8;vertical-align:top",
    "blockquote": "margin:0 0 1em;padding-left:1em;border-left:3px solid #cfc9bd",
    "img": "max-width:100%;height:auto",
    "a": "color:#b3301c",
}
_HERE: Final = re.compile(r'\b(src|href)="/(?!/)')
_TAG: Final = re.compile(r"<(p|h2|h3|ul|ol|li|table|th|td|blockquote|img|a)(?=[\s>])")


def body(manuscript: m.Manuscript) -> SafeString:
    html = "".join(WRITERS[type(piece)](piece) for piece in manuscript.pieces)
    # Only our own constants are written into tags that were cleaned or made here.
    styled = mark_safe(_TAG.sub(lambda tag: f'<{tag[1]} style="{STYLES[tag[1]]}"', html))  # noqa: S308
    return whole_addresses(styled, manuscript)


def whole_addresses(html: SafeString, manuscript: m.Manuscript) -> SafeString:
    """Away from our pages, an address needs its host."""
    parts = urlsplit(manuscript.url)
    host = f"{parts.scheme}://{parts.netloc}"
    return mark_safe(_HERE.sub(lambda found: f'{found[1]}="{host}/', html))  # noqa: S308 - host and path are ours


def _text(piece: m.Text) -> str:
    return piece.html


def _picture(piece: m.Picture) -> str:
    caption = format_html("<p><small>{}</small></p>", piece.caption) if piece.caption else ""
    return format_html(
        '<p><img src="{}" alt="{}" width="{}"></p>{}', piece.url, piece.alt, min(piece.width, 600), caption
    )


def _chart(piece: m.Chart) -> str:
    heads = format_html_join("", "<th>{}</th>", [(name,) for name in (piece.table.corner, *piece.table.columns)])
    rows = [(name, format_html_join("", "<td>{}</td>", [(value,) for value in values])) for name, values in piece.body]
    table = format_html_join("", "<tr><td>{}</td>{}</tr>", rows)
    source = format_html("<p><small>{}: {}</small></p>", _("Source"), piece.source) if piece.source else ""
    return format_html(
        "<h3>{}</h3><p>{}</p><table><tr>{}</tr>{}</table>{}", piece.title, piece.finding, heads, table, source
    )


def _recording(piece: m.Recording) -> str:
    said = format_html_join("", "<p>{}</p>", [(line,) for line in piece.transcript.splitlines() if line.strip()])
    return format_html('<h3>{}</h3><p><a href="{}">{}</a></p>{}', piece.title, piece.url, _("Listen or watch"), said)


def _steps(piece: m.Steps) -> str:
    title = format_html("<h2>{}</h2>", piece.title) if piece.title else ""
    steps = [(head, format_html("<br>{}", more) if more else "") for head, more in piece.steps]
    return format_html("{}<ol>{}</ol>", title, format_html_join("", "<li><b>{}</b>{}</li>", steps))


def _answers(piece: m.Answers) -> str:
    return format_html_join("", "<h3>{}</h3>{}", piece.pairs)


def _citations(piece: m.Citations) -> str:
    works = format_html_join("", "<li>{}</li>", [(work,) for work in piece.works])
    return format_html("<h2>{}</h2><ol>{}</ol>", _("Works cited"), works)


def _link(piece: m.Link) -> str:
    note = format_html("<br><small>{}</small>", piece.note) if piece.note else ""
    return format_html('<p><a href="{}">{}</a>{}</p>', piece.url, piece.title, note)


def _facts(piece: m.Facts) -> str:
    rows = format_html_join("", "<tr><td>{}</td><td>{}</td></tr>", [row[:2] for row in piece.rows])
    note = format_html("<p><small>{}</small></p>", piece.note) if piece.note else ""
    return format_html("<h2>{}</h2><table>{}</table>{}", piece.title, rows, note)


WRITERS: Final[Mapping[type, Callable[..., str]]] = {
    m.Text: _text,
    m.Picture: _picture,
    m.Chart: _chart,
    m.Recording: _recording,
    m.Steps: _steps,
    m.Answers: _answers,
    m.Citations: _citations,
    m.Link: _link,
    m.Facts: _facts,
}
