"""The newest published entries and products, for feeds and for the first days of a library."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import override

from foreword.kernel.sanitise import plain_text
from foreword.knowledge.models import Entry
from foreword.media.queries import public_products

MOST: Final = 30


@dataclass(frozen=True, slots=True)
class NewAnswer:
    kind: str
    key: str
    title: str
    summary: str
    url: str
    published: datetime
    updated: datetime


def newest(lang: str) -> list[NewAnswer]:
    with override(lang):
        found = [*_entries(lang), *_products(lang)]
    return sorted(found, key=lambda answer: answer.published, reverse=True)[:MOST]


def _entries(lang: str) -> list[NewAnswer]:
    rows = Entry.objects.published().filter(texts__lang=lang, published_at__isnull=False).prefetch_related("texts")
    answers = []
    for entry in rows.order_by("-published_at")[:MOST]:
        text, published = entry.text_in(lang), entry.published_at
        if text is not None and published is not None:
            summary = plain_text(text.html)[:400]
            url = reverse("portal:entry", args=[entry.pid])
            answers.append(NewAnswer("entry", entry.pid, text.question, summary, url, published, entry.updated_at))
    return answers


def _products(lang: str) -> list[NewAnswer]:
    rows = public_products().filter(locale__language_code=lang, first_published_at__isnull=False)
    return [
        NewAnswer(
            "product",
            str(page.translation_key),
            page.title,
            page.summary,
            reverse("portal:product", args=[page.pid]),
            page.first_published_at,
            page.last_published_at or page.first_published_at,
        )
        for page in rows.order_by("-first_published_at")[:MOST]
    ]
