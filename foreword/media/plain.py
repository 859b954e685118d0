"""The words of cleaned HTML, line by line, for media that know no markup: mail as text, SMS, speech, robots."""

import re
from html.parser import HTMLParser
from typing import Final

BREAKS: Final = frozenset(["p", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "pre", "hr", "br"])


def lines_of(html: str) -> list[str]:
    """Each paragraph, heading, list item and table row as one line; list items carry a dash or their number."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line = ""
        self._lists: list[int | None] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS or tag in {"li", "tr"}:
            self.end_line()
        if tag in {"ul", "ol"}:
            start = dict(attrs).get("start") or "1"
            self._lists.append((int(start) if start.isdigit() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._line = self._marker()
        elif tag == "tr":
            self._cells = 0
        elif tag in {"td", "th"}:
            self._line += " | " if self._cells else ""
            self._cells += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS or tag in {"li", "tr"}:
            self.end_line()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self._line += data

    def end_line(self) -> None:
        line = re.sub(r"\s+", " ", self._line).strip()
        if line and line != "-":
            self.lines.append(line)
        self._line = ""

    def _marker(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "
