"""A product in each medium. A rendition is a pure function of its manuscript: nothing is asked, nothing is kept."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.media.manuscript import Manuscript
from foreword.media.renditions.mail import mail
from foreword.media.renditions.post import post
from foreword.media.renditions.poster import poster
from foreword.media.renditions.radio import radio
from foreword.media.renditions.rendition import Measure, Rendition
from foreword.media.renditions.short import card, led, robot, sms, weibo
from foreword.media.renditions.sign import sign
from foreword.media.renditions.wechat import wechat

MEDIA: Final[Mapping[str, Callable[[Manuscript], Rendition]]] = {
    "mail": mail,
    "wechat": wechat,
    "weibo": weibo,
    "post": post,
    "sms": sms,
    "card": card,
    "sign": sign,
    "led": led,
    "robot": robot,
    "radio": radio,
    "poster": poster,
}
NAMES: Final[Mapping[str, Promise]] = {
    "mail": _("Mail"),
    "wechat": _("WeChat article"),
    "weibo": _("Weibo post"),
    "post": _("Mastodon post"),
    "sms": _("Text message"),
    "card": _("Card on a phone"),
    "sign": _("Screen on a wall"),
    "led": _("Line of light"),
    "robot": _("Robot"),
    "radio": _("Radio and podcast"),
    "poster": _("Poster"),
}


def render(medium: str, manuscript: Manuscript) -> Rendition:
    """Its words are in the product's language, whoever asks."""
    with translation.override(manuscript.lang):
        return MEDIA[medium](manuscript)


def render_all(manuscript: Manuscript) -> list[Rendition]:
    return [render(medium, manuscript) for medium in MEDIA]


__all__ = ["MEDIA", "NAMES", "Measure", "Rendition", "render", "render_all"]
