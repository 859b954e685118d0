"""Small words for templates that show a manuscript."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from foreword.media.chapters import clock as as_clock
from foreword.media.manuscript import Manuscript
from foreword.media.renditions import web

register = template.Library()
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.filter
def clock(seconds: int) -> str:
    return as_clock(seconds)


@register.filter
def picture_address(manuscript: Manuscript) -> str:
    return web.picture_address(manuscript)


@register.filter
def linked_data(manuscript: Manuscript) -> SafeString:
    """As JSON that cannot end the element it stands in."""
    text = json.dumps(web.linked_data(manuscript), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped in this very line
