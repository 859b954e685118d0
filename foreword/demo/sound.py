"""Some products read aloud, where this machine can: once the library is served, and after the first visit to it."""

from typing import Final

from django.conf import settings

from foreword.media.actions import ask_for_reading
from foreword.media.queries import public_products
from foreword.media.sound.programs import found
from foreword.media.sound.speakers import speaker
from foreword.media.sound.trouble import Trouble

PRODUCTS: Final = 6
AFTER: Final = 45
"""Seconds."""


def ask_for_some() -> None:
    """In every language. A machine without the programs has a demo library without sound."""
    try:
        found(settings.FOREWORD_FFMPEG)
        for lang, _name in settings.LANGUAGES:
            speaker().check(lang)
    except Trouble:
        return
    keys = public_products().order_by("-first_published_at", "pk").values_list("translation_key", flat=True)
    some = list(dict.fromkeys(keys))[:PRODUCTS]
    for page in public_products().filter(translation_key__in=some):
        ask_for_reading(page=page, after=AFTER)
