"""From the blocks of the editor to the pieces of the manuscript. What has gone since (a picture) is left out."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from foreword.kernel.sanitise import clean_html, render_markdown
from foreword.media import manuscript as m
from foreword.media.chapters import read_chapters
from foreword.media.charts import draw
from foreword.media.citations import read_works, set_lines
from foreword.media.tables import read_table
from foreword.media.uploads import KINDS

PICTURE_COPY: Final = "max-1280x1280|format-jpeg|bgcolor-fff"
"""JPEG: many mail programs, and WeChat, show no WebP. Short: of a long one the file's own name would be cut away."""


def pieces_of(blocks: Iterable[Any]) -> tuple[m.Piece, ...]:
    """Blocks that cannot be read (a draft in the making) are left out: the editor's form says why."""
    pieces = []
    for block in blocks:
        try:
            piece = MAKERS[block.block_type](block.value)
        except (ValueError, OSError):  # OSError: a picture whose file is gone
            continue
        if piece is not None:
            pieces.append(piece)
    return tuple(pieces)


def rich(value: Any) -> SafeString:
    return clean_html(expand_db_html(getattr(value, "source", "") or ""))


def _text(value: Any) -> m.Piece:
    return m.Text(rich(value))


def _markdown(value: str) -> m.Piece:
    return m.Text(render_markdown(value))


def _picture(value: Any) -> m.Piece | None:
    if value["image"] is None:
        return None
    copy = value["image"].get_rendition(PICTURE_COPY)
    return m.Picture(copy.url, value["alt"], value["caption"] or "", copy.width, copy.height, copy.file.size)


def _chart(value: Any) -> m.Piece:
    table = read_table(value["table"])
    name = f"{value['title']}. {value['finding']}"
    svg = draw(table, form=value["form"] or "bar", name=name)
    return m.Chart(value["title"], value["finding"], value["source"] or "", table, svg)


def _recording(name: str) -> Callable[[Any], m.Piece | None]:
    def make(value: Any) -> m.Piece | None:
        file = value["file"]
        if file is None:
            return None
        return m.Recording(
            name=name,
            url=file.url,
            mime=KINDS.get(f".{file.file_extension.lower()}", ""),
            weight=file.get_file_size() or 0,
            title=value["title"],
            seconds=value["seconds"] or 0,
            transcript=value["transcript"] or "",
            chapters=tuple(read_chapters(value["chapters"] or "")),
        )

    return make


def _steps(value: Any) -> m.Piece:
    return m.Steps(value["title"] or "", tuple((step["step"], step["more"] or "") for step in value["steps"]))


def _answers(value: Any) -> m.Piece:
    return m.Answers(tuple((pair["question"], rich(pair["answer"])) for pair in value))


def _citations(value: Any) -> m.Piece:
    style = value["style"] or "GB/T 7714"
    return m.Citations(style, tuple(set_lines(read_works(value["works"]), style)))


def _link(value: Any) -> m.Piece:
    return m.Link(value["url"], value["title"], value["note"] or "")


def _file(value: Any) -> m.Piece | None:
    if value["file"] is None:
        return None
    weight = value["file"].get_file_size() or 0
    return m.Link(value["file"].url, value["title"], value["note"] or "", weight)


def _contact(value: Any) -> m.Piece:
    rows = [
        (_("Place"), value["place"], ""),
        (_("Phone"), value["phone"], f"tel:{value['phone']}"),
        (_("Email"), value["mail"], f"mailto:{value['mail']}"),
    ]
    return m.Facts("contact", value["title"], tuple((what, said, href) for what, said, href in rows if said))


def _hours(value: Any) -> m.Piece:
    rows = tuple((span["days"], span["times"], "") for span in value["spans"])
    return m.Facts("hours", value["title"], rows, value["note"] or "")


MAKERS: Final[dict[str, Callable[[Any], m.Piece | None]]] = {
    "text": _text,
    "markdown": _markdown,
    "picture": _picture,
    "chart": _chart,
    "audio": _recording("audio"),
    "video": _recording("video"),
    "steps": _steps,
    "answers": _answers,
    "citations": _citations,
    "link": _link,
    "file": _file,
    "contact": _contact,
    "hours": _hours,
}
