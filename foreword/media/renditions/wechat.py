"""An article of a WeChat official account, as its draft interface takes it.

Links to other sites do not work in an article, so each becomes a number and stands in a list at the end.
"""

import re
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foreword.media.manuscript import Manuscript, Picture, Recording
from foreword.media.renditions.fitting import fit
from foreword.media.renditions.markup import STYLES, body
from foreword.media.renditions.rendition import Measure, Rendition, Words

TITLE, DIGEST, BODY = 64, 120, 20_000
PICTURE: Final = 1_000_000
_LINK: Final = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def wechat(manuscript: Manuscript) -> Rendition:
    """`text` is the digest under the title; the whole article is `html`."""
    title, digest = fit(manuscript.title, TITLE, len), fit(manuscript.summary, DIGEST, len)
    html = format_html(
        '<section lang="{}" style="font-size:16px;color:#22252c">{}</section>', manuscript.lang, _numbered(manuscript)
    )
    heaviest = max((piece.weight for piece in manuscript.pieces if isinstance(piece, Picture)), default=0)
    measures = [
        Measure(gettext_lazy("title"), len(title), TITLE),
        Measure(gettext_lazy("digest"), len(digest), DIGEST),
        Measure(gettext_lazy("signs of the article"), len(html), BODY),
    ]
    if heaviest:
        measures.append(Measure(gettext_lazy("bytes of the largest picture"), heaviest, PICTURE))
    return Rendition("wechat", title, digest, html, tuple(measures), _notes(manuscript, len(html)))


def _notes(manuscript: Manuscript, length: int) -> tuple[Words, ...]:
    notes: list[Words] = []
    if length > BODY:
        notes.append(
            gettext_lazy("Longer than an article may be. Split the product, or move what is special to its page.")
        )
    if any(isinstance(piece, Recording) for piece in manuscript.pieces):
        notes.append(gettext_lazy("Audio and video are links here: an article takes them from its own library."))
    if not any(isinstance(piece, Picture) for piece in manuscript.pieces):
        notes.append(gettext_lazy("An article needs a cover: add a picture."))
    return tuple(notes)


def _numbered(manuscript: Manuscript) -> SafeString:
    found: list[str] = []

    def number(link: re.Match[str]) -> str:
        if link[1] not in found:
            found.append(link[1])
        return f"{link[2]}<sup>[{found.index(link[1]) + 1}]</sup>"

    article = _LINK.sub(number, body(manuscript))
    if found:
        # Addresses come out of cleaned HTML, where they are escaped already.
        items = format_html_join("", '<li style="{}">{}</li>', [(STYLES["li"], mark_safe(url)) for url in found])  # noqa: S308
        article += format_html('<h3 style="{}">{}</h3><ol>{}</ol>', STYLES["h3"], _("Links"), items)
    return mark_safe(article)  # noqa: S308 - pieces of cleaned HTML, put together again
