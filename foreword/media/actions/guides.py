"""A guide made in one go, in all its languages: for the demo library and for imports. Editors use the studio."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from foreword.media.actions.trees import product_trees
from foreword.media.models import GuidePage


@transaction.atomic
def create_guide(*, key: str, kind: str, texts: Mapping[str, Mapping[str, Any]]) -> list[GuidePage]:
    """Published at once. `texts` are {lang: {title, summary, sections}}, a section {title, intro, chosen, topic}."""
    trees, made = product_trees(), list[GuidePage]()
    for lang, text in texts.items():
        sections = [{"type": "section", "value": section} for section in text["sections"]]
        page = GuidePage(
            slug=key,
            live=False,
            locale=Locale.objects.get(language_code=lang),
            title=text["title"],
            summary=text["summary"],
            kind=kind,
            sections=json.dumps(sections),
        )
        if made:
            page.translation_key = made[0].translation_key
        trees[lang].add_child(instance=page)
        page.save_revision().publish()
        page.refresh_from_db()
        made.append(page)
    return made
