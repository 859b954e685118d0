"""A product made in one go, in all its languages: for the demo library and for imports. Editors use the studio."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from foreword.media.actions.trees import product_trees
from foreword.media.models import ProductPage, ProductSource


@transaction.atomic
def create_product(
    *,
    key: str,
    texts: Mapping[str, Mapping[str, str]],
    kind: str = "guide",
    topic: str = "",
    clc: str = "",
    audience: Iterable[str] = (),
    level: str = "primary",
    seasons: Iterable[str] = (),
    minutes: int = 3,
    entries: Iterable[str] = (),
) -> list[ProductPage]:
    """Publish a product. `key` becomes the address in the studio; `texts` are {lang: {title, summary, body}};
    `entries` are pids of the entries that it is made from. A product with this key already is given back unchanged.
    """
    trees = product_trees()
    made = list(ProductPage.objects.filter(slug=key, locale__language_code__in=texts))
    if made:
        return made
    shared: dict[str, Any] = {
        "kind": kind,
        "level": level,
        "topic_id": topic or None,
        "clc": clc,
        "audience": list(audience),
        "seasons": list(seasons),
        "minutes": minutes,
    }
    sources = list(entries)
    for lang, text in texts.items():
        page = ProductPage(slug=key, locale=Locale.objects.get(language_code=lang), **text, **shared)
        if made:
            page.translation_key = made[0].translation_key
        page.sources = [ProductSource(entry=entry) for entry in sources]
        trees[lang].add_child(instance=page)
        page.save_revision().publish()
        made.append(page)
    return made
