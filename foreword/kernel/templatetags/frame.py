"""What the frame of a page needs: the same page in the other language, and which place of the site it belongs to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foreword.kernel.clock import today

register = template.Library()

PLACES = {
    "portal:today": "today",
    "portal:ask": "ask",
    "portal:chat": "ask",
    "portal:question": "questions",
    "portal:questions": "questions",
    "portraits": "portrait",
    "push": "portrait",
    "occasions": "occasions",
    "community": "community",
    "workbench": "desk",
    "workbench:hours": "service",
    "workbench:rules": "service",
    "workbench:reach": "media",
    "workbench:guides": "media",
    "knowledge": "knowledge",
    "media": "media",
    "programme": "programme",
    "workbench:accounts": "programme",
    "workbench:account": "programme",
    "workbench:account_new": "programme",
    "screens": "media",
    "insight": "insight",
}
"""A view's full name, else its namespace, to the place in the navigation that it stands in."""

TAGS = {"en": "en", "zh-hans": "zh-Hans"}


@dataclass(frozen=True)
class OtherLanguage:
    code: str
    tag: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> OtherLanguage:
    """The same page in the other language; a page whose address differs by language gives `alternate_url`."""
    code = next((code for code, name in settings.LANGUAGES if code != get_language()), settings.LANGUAGE_CODE)
    request = context.get("request")
    url = context.get("alternate_url")
    if not url and request is not None and request.resolver_match:
        url = translate_url(request.get_full_path(), code)
    return OtherLanguage(code, TAGS[code], dict(settings.LANGUAGES)[code], url or f"/{code}/")


@register.simple_tag
def language_tag(code: str = "") -> str:
    """A language as HTML writes it: zh-Hans."""
    return TAGS.get(code or get_language() or "en", code)


@register.simple_tag(takes_context=True)
def place(context: Context) -> str:
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return ""
    return PLACES.get(match.view_name) or PLACES.get(match.namespace, "")


@register.simple_tag
def foreign(lang: str | None) -> str:
    """`lang` for an attribute where a fragment's language is not the page's, else nothing."""
    return "" if not lang or lang == get_language() else TAGS.get(lang, lang)


@register.filter
def first_sign(name: Any) -> str:
    """The first character of a name, for the round sign beside a message."""
    return str(name or "?").strip()[:1].upper() or "?"


@register.filter
def when(moment: datetime | None) -> str:
    """Day and hour as one writes them in a letter; the hour no longer matters after a year's end."""
    if moment is None:
        return ""
    local = localtime(moment)
    return date_format(local, _("j M, H:i") if local.year == today().year else _("j M Y"))


@register.filter
def day(moment: date | None) -> str:
    """Of a moment, the day it is here."""
    here = localtime(moment) if isinstance(moment, datetime) else moment
    return date_format(here, _("j M Y")) if here else ""
