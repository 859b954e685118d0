"""The words of an HTML mail, and where in it the quoted mail begins. Sanitised before it is walked: so it is small."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

from foreword.kernel.sanitise import MAX_TAGS, clean_html

MARK: Final = "\ue0f0"
"""Stands in the text where the mail that is answered begins."""
LONGEST: Final = 250_000
MOST: Final = 2_000_000
"""Characters looked at, and of these what is left once the boxes are flat."""
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})\b([^<>]*)>")
"""Stops at the next "<", so that a page of nothing but beginnings is walked once."""
_QUOTE: Final = re.compile(
    r"gmail_quote|isReplyContent|\bqmbox\b|divRplyFwdMsg|stopSpelling|moz-cite-prefix|yahoo_quoted|"
    r"ntes-mailmaster-quote|mail-quote-collapse|foxmail_quote|OLK_SRC_BODY_SECTION|appendonsend|reply-intro|"
    r"type=[\"']?cite|border-top:\s*solid\s*#(?:B5C4DF|E1E1E1)",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"<(style|script|head|title)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_WRAPPERS: Final = frozenset(["div", "section", "article", "center", "header", "footer", "main", "includetail"])
"""Mails are nested boxes; the sanitiser is slow with depth, and only where a line begins matters."""
_BLOCKS: Final = frozenset("blockquote h2 h3 h4 hr li ol p pre table tr ul".split())  # noqa: SIM905


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._link = ""
        self._said = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._pre += tag == "pre"
        if tag == "a":
            self._link, self._said = dict(attrs).get("href") or "", len(self.pieces)
        if tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self._begin_line()
            self.pieces.append("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        self._pre -= tag == "pre"
        if tag == "a" and self._link.startswith(("http://", "https://")):
            said = "".join(self.pieces[self._said :]).strip()
            self.pieces.append("" if self._link.rstrip("/") in {said, said.rstrip("/")} else f" <{self._link}>")
            self._link = ""
        if tag in _BLOCKS:
            self._begin_line()
            self.pieces.append("\n" if tag in {"p", "ul", "ol", "table"} else "")
        elif tag == "td":
            self.pieces.append(" ")

    def _begin_line(self) -> None:
        """A new line, unless one has just begun."""
        said = next((piece for piece in reversed(self.pieces) if piece.strip(" ")), "\n")
        self.pieces.append("" if said.endswith("\n") else "\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data if self._pre else re.sub(r"[ \t\r\n\f]+", " ", data))


def text_of_html(html: str) -> tuple[str, str]:
    """(what was written, all of it) of an HTML mail as plain text."""
    html = _HIDDEN.sub("", html[:MOST].replace(MARK, ""))
    marked = re.sub(r"<hr>(?:\s*<hr>)+", "<hr>", _TAG.sub(_marked, html))[:LONGEST]
    text = _tidy(_words(marked) if marked.count("<") < MAX_TAGS else unescape(_TAG.sub("\n", marked)))
    return text.partition(MARK)[0].strip(), text.replace(MARK, "").strip()


def _marked(found: re.Match[str]) -> str:
    """A box is only a line of its own; and where the quotation begins there is a mark."""
    closing, name, attributes = found[1], found[2].lower(), found[3]
    kept = "<hr>" if name in _WRAPPERS else found[0]
    begins = not closing and (name == "includetail" or _QUOTE.search(attributes))
    return f"{MARK}{kept}" if begins else kept


def _words(html: str) -> str:
    words = _Words()
    words.feed(clean_html(html))
    words.close()
    return "".join(words.pieces)


def _tidy(text: str) -> str:
    lines = [line.strip(" \t\r\u00a0\u200b\ufeff") for line in text.replace("\u00a0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
