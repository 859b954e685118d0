"""The point of need: one answer, offered where somebody looks for something and does not find it, or stays on a page.

From the words and the page alone, so the same for everybody; nothing is kept of it. Silence where nothing answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from foreword.portal.queries.finding import offers

MOST_WORDS: Final = 4
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """`why` says what it comes from. Without `lang` it is no text but a person, who is in every language."""

    title: str
    url: str
    why: str
    lang: str = ""


def at_need(words: Sequence[str], page: Sequence[str], *, lang: str) -> Offered | None:
    """`words`: what was searched for, the last of it last; `page`: how the page, its course and its topic are called.

    Where a search found nothing, each wording is tried, the last first, then all together; else a person is offered. To
    who only stays on a page, nobody is sent.
    """
    searched = [each for each in (one.strip()[:LONGEST] for one in words[-MOST_WORDS:]) if each]
    together = " ".join(dict.fromkeys(" ".join(searched).split()))
    for text in [*reversed(searched), together]:
        if found := _answer(text, _("You looked for “%(words)s”.") % {"words": text}, lang):
            return found
    for text in (each.strip()[:LONGEST] for each in page):
        if found := _answer(text, _("It goes with this page."), lang):
            return found
    if not searched:
        return None
    url = f"{reverse('portal:ask')}?{urlencode({'q': searched[-1]})}"
    return Offered(_("A librarian can look for it with you"), url, _("Nothing here answered your searches."))


def _answer(text: str, why: str, lang: str) -> Offered | None:
    item = next(iter(offers(text, None, lang=lang)), None) if text else None
    return Offered(item.title, item.url, why, item.lang) if item else None
