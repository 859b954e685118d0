"""Text from people made safe to show: Markdown and HTML through one allowlist, with limits before the parser.

The sanitiser is quadratic in nesting depth (100 000 nested tags cost half a minute of a core), so size, depth and
number of tags are checked first. Remote images are never kept: a picture that phones home tells who reads.
"""

import re
from html import escape, unescape
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

MAX_BYTES: Final = 256_000
MAX_DEPTH: Final = 100
MAX_TAGS: Final = 5_000

TAGS: Final = frozenset(
    "a abbr b blockquote br code del em h2 h3 h4 hr i ins kbd li mark ol p pre q s strong sub sup "  # noqa: SIM905
    "table tbody td th thead tr ul".split()
)
ATTRIBUTES: Final = {"a": {"href", "title", "hreflang"}, "td": {"colspan"}, "th": {"colspan", "scope"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "mailto", "tel"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|pre|blockquote|div|ul|ol)\s*>|<[bh]r\b[^>]*>", re.IGNORECASE)
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "base", "embed"])
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


class TooComplex(ValueError):
    """The text is too long or too deeply nested to be shown as anything but plain text."""


def clean_html(html: str) -> SafeString:
    """Foreign HTML reduced to the allowlist. What is too complex comes back as escaped plain text, never lost."""
    try:
        _check(html)
    except TooComplex:
        return mark_safe(f"<pre>{escape(html[:MAX_BYTES])}</pre>")  # noqa: S308 - escaped in this very line
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener nofollow ugc",
        strip_comments=True,
    )
    return mark_safe(cleaned)  # noqa: S308 - this is the sanitiser


def render_markdown(text: str) -> SafeString:
    """Markdown as a librarian or a reader writes it (CommonMark with tables; raw HTML is shown, not obeyed)."""
    return clean_html(_markdown.render(text[:MAX_BYTES]))


def plain_text(html: str) -> str:
    """The words of an HTML fragment, white space folded. Text, not HTML: escape it where it is shown."""
    return " ".join(text_lines(html).split())


def text_lines(html: str) -> str:
    """The words of an HTML fragment, each paragraph, list item and table row on a line of its own."""
    one_line = " ".join(html[:MAX_BYTES].split())
    words = unescape(nh3.clean(_BLOCK_END.sub("\n", one_line), tags=set(), attributes={}))
    return "\n".join(line for each in words.split("\n") if (line := " ".join(each.split())))


def _check(html: str) -> None:
    if len(html.encode()) > MAX_BYTES:
        raise TooComplex("too long")
    depth = deepest = count = 0
    # Not beyond the last ">": behind it each "<" would look for one to the very end, which is quadratic.
    for closing, name, self_closing in _TAG.findall(html[: html.rfind(">") + 1]):
        count += 1
        if closing:
            depth -= 1
        elif not self_closing and name.lower() not in _VOID:
            depth += 1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH or count > MAX_TAGS:
        raise TooComplex("too deep or too many tags")
