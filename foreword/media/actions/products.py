"""A product made in one go, in all its languages: for the demo library and for imports. Editors use the studio."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from wagtail.models import Locale

from foreword.media.actions.reviews import sign
from foreword.media.actions.trees import product_trees
from foreword.media.models import ProductPage, ProductSource
from foreword.people.models import Person

Source = tuple[str, str]
"""(kind, key) of a `ProductSource`."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a product is begun from. `kind` and `key` as in `ProductSource`, `text` in Markdown, `topic` its key."""

    kind: str
    key: str
    lang: str
    title: str
    text: str
    topic: str = ""
    clc: str = ""


class About(TypedDict, total=False):
    """What all languages of a product share. `topic` is the key of a topic; what is left out is as in the studio."""

    kind: str
    level: str
    topic: str
    clc: str
    subjects: Iterable[str]
    audience: Iterable[str]
    seasons: Iterable[str]
    minutes: int
    review_by: date | None
    searched_on: date | None


@transaction.atomic
def create_product(
    *,
    key: str,
    texts: Mapping[str, Mapping[str, Any]],
    entries: Iterable[str] = (),
    sources: Iterable[Source] = (),
    reviewers: Sequence[Person] = (),
    **about: Unpack[About],
) -> list[ProductPage]:
    """Publish a product. `key` becomes the address in the studio; `texts` are {lang: {title, summary, method, body |
    content}}: `body` is Markdown, `content` a list of blocks, `method` how it was found. `entries` are pids of the
    entries that it is made from. Raises NotReady where its level demands more. A product with this key already is
    given back unchanged.
    """
    trees = product_trees()
    made = list(ProductPage.objects.filter(slug=key, locale__language_code__in=texts))
    if made:
        return made
    named = [*(("entry", entry) for entry in entries), *sources]
    shared = _columns(about)
    for lang, text in texts.items():
        page = _page(key, lang, text, shared)
        if made:
            page.translation_key = made[0].translation_key
        page.sources = [ProductSource(kind=kind, key=source) for kind, source in named]
        trees[lang].add_child(instance=page)
        _publish(page, reviewers)
        made.append(page)
    return made


def _columns(about: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in about.items() if name != "topic"}
    lists = {name: list(about.get(name, ())) for name in ("subjects", "audience", "seasons")}
    return {**plain, **lists, "topic_id": about.get("topic") or None}


def _publish(page: ProductPage, reviewers: Sequence[Person]) -> None:
    revision = page.save_revision()
    for reviewer in reviewers:
        sign(page=page, reviewer=reviewer)
    revision.publish()
    page.refresh_from_db()


def _page(key: str, lang: str, text: Mapping[str, Any], shared: Mapping[str, Any]) -> ProductPage:
    """Not live: publishing is a step of its own, which asks what the level demands."""
    return ProductPage(
        slug=key,
        live=False,
        locale=Locale.objects.get(language_code=lang),
        title=text["title"],
        summary=text["summary"],
        method=text.get("method", "").strip(),
        content=content_of(text),
        **shared,
    )


def content_of(text: Mapping[str, Any]) -> str:
    """Blocks as the column keeps them, from `content` or else from the Markdown in `body`."""
    return json.dumps(list(text.get("content") or []) or [{"type": "markdown", "value": text["body"]}])
