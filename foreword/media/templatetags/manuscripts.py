"""Small words for templates that show a manuscript."""

from django import template

from foreword.media.chapters import clock as as_clock

register = template.Library()


@register.filter
def clock(seconds: int) -> str:
    return as_clock(seconds)
