"""Codes to scan: dark on white, four empty modules around, readable with a quarter spoilt, whatever is around that."""

from io import BytesIO
from urllib.parse import urlsplit

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def inline_code(url: str) -> SafeString:
    """As an element of a page."""
    drawn = segno.make(url, error="q").svg_inline(omitsize=True, border=4, light="#fff", svgclass="code")
    return mark_safe(drawn)  # noqa: S308 - a drawing of squares


def code_file(url: str) -> str:
    """As an SVG file."""
    file = BytesIO()
    segno.make(url, error="q").save(file, kind="svg", omitsize=True, border=4, light="#fff")
    return file.getvalue().decode()


def short_address(url: str, pid: str, code: str = "") -> str:
    """On the host of `url`, for the product with this `pid`; `code` says where it stood (`actions.reach.medium_of`)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{reverse('scanned', args=[pid])}{f'?c={code}' if code else ''}"
