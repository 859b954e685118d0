"""The words of the digest. It says what the answers are called and where they are, never what was looked for (P20)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from foreword.channels.actions.sending import Body
from foreword.push.links import said_address
from foreword.push.models import Delivery
from foreword.search.sources import Presented


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    said: str
    lang: str


def digest_body(answers: Sequence[tuple[Delivery, Presented]], lang: str) -> Body:
    """In the reader's language: for each answer its title, its address, and where to say what it was to them."""
    with override(lang):
        names = settings.FOREWORD_LIBRARY_NAME
        context = {
            "lines": [_line(delivery, shown, lang) for delivery, shown in answers],
            "library": names.get(lang, names["en"]),
            "reach": settings.FOREWORD_PUBLIC_URL + reverse("push:reach"),
            "lang": lang,
        }
        subject = ngettext("%(n)d answer for you", "%(n)d answers for you", len(answers)) % {"n": len(answers)}
        if len(answers) == 1:
            subject = _("An answer for you: %(title)s") % {"title": answers[0][1].title}
        return Body(
            subject=subject,
            text=render_to_string("push/mail/digest.txt", context),
            html=render_to_string("push/mail/digest.html", context),
        )


def _line(delivery: Delivery, shown: Presented, lang: str) -> Line:
    url = shown.url if shown.url.startswith("http") else settings.FOREWORD_PUBLIC_URL + shown.url
    return Line(shown.title, f"{url}?d={delivery.pid}", said_address(delivery, lang), shown.lang)
