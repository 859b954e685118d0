"""The pieces that stand on a page by the dozen: addresses of static files, and icons. Made once and then remembered."""

from functools import lru_cache
from typing import Final

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.signals import setting_changed
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE: Final = "kernel/icons.svg"


@register.simple_tag
@lru_cache(maxsize=1024)
def static(path: str) -> str:
    """As Django's tag, which asks each time which applications there are and takes the address apart again."""
    return staticfiles_storage.url(path)


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, style: str = "", box: str = "0 0 24 24", label: str = "") -> SafeString:
    """An icon of the sprite: for eyes only, unless it has a label. Set apart from its words by a space, as they are."""
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        ' <svg class="icon {}" viewBox="{}" {} focusable="false"><use href="{}#{}"></use></svg> ',
        style,
        box,
        SafeString(said),
        static(SPRITE),
        name,
    )


def _forget(**_: object) -> None:
    static.cache_clear()
    icon.cache_clear()


setting_changed.connect(_forget)
