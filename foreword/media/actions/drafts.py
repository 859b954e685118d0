"""A draft with its material and its lineage, begun from work that was done elsewhere."""

import re
from typing import Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from foreword.kernel.ids import new_public_id
from foreword.kernel.sanitise import plain_text, render_markdown
from foreword.media.actions.products import Material, content_of
from foreword.media.actions.trees import product_trees
from foreword.media.models import ProductPage, ProductSource
from foreword.people.models import Person
from foreword.people.models.person import EDITING_ROLES

LONGEST_TITLE: Final = 120
LONGEST_SUMMARY: Final = 300


class MayNotBegin(Exception):
    """With the reason in words."""


@transaction.atomic
def begin_product(*, material: Material, by: Person) -> ProductPage:
    """Nothing is public yet. The same material again, by whomever, gives the draft that still waits."""
    if by.role not in EDITING_ROLES:
        raise MayNotBegin(_("Only colleagues who edit may begin a product."))
    tree = product_trees()[material.lang]
    Page.objects.select_for_update().get(pk=tree.pk)  # two clicks at once make one draft
    tree.refresh_from_db()
    source = {"kind": material.kind, "key": material.key}
    waiting = ProductSource.objects.filter(**source, product__live=False, product__locale__language_code=material.lang)
    if known := waiting.select_related("product").first():
        return known.product
    page = ProductPage(
        title=_cut(material.title, LONGEST_TITLE),
        slug=f"{slugify(material.title)[:60].strip('-') or 'product'}-{new_public_id()[:6]}",
        summary=_cut(plain_text(render_markdown(material.text)) or material.title, LONGEST_SUMMARY),
        content=content_of({"body": material.text}),
        locale=Locale.objects.get(language_code=material.lang),
        topic_id=material.topic or None,
        clc=material.clc,
        live=False,
        owner=by,
    )
    page.sources = [ProductSource(**source, title=material.title[:300])]
    tree.add_child(instance=page)
    page.save_revision(user=by)
    return page


def _cut(text: str, most: int) -> str:
    """To its first sentences that fit, else to a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [end.end() for end in re.finditer(r"[.!?](?=\s)|[。！？]", line[:most])]
    if ends and ends[-1] > most // 3:
        return line[: ends[-1]]
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-40:] else cut) + "…"
