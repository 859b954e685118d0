"""Products made before there were blocks: their text becomes the first block, in the page and in its revisions."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Locale, Revision

from foreword.media.actions import product_trees
from foreword.media.models import ProductPage

BEFORE = [("media", "0002_initial")]
BODY = "Bring your **card**."


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def kept(transactional_db) -> ProductPage:
    """A product and its revision as the release before kept them, brought to this one."""
    tree = product_trees()["en"]
    old = migrate(BEFORE)
    kind = ContentType.objects.get_for_model(ProductPage)
    page = old.get_model("media", "ProductPage").objects.create(
        title="Your first week", slug="first-week", draft_title="Your first week", body=BODY, summary="Small visits.",
        path=f"{tree.path}0001", depth=tree.depth + 1, content_type_id=kind.pk, locale_id=Locale.objects.get(language_code="en").pk,
    )  # fmt: skip
    old.get_model("media", "ProductSource").objects.create(product=page, entry="e1", sort_order=0)
    content = {"pk": page.pk, "title": page.title, "body": "A draft.", "sources": [{"pk": None, "entry": "e1"}]}
    Revision.objects.create(
        content_type=kind, base_content_type=kind, object_id=str(page.pk), content=content, object_str=page.title
    )
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("media"))
    return ProductPage.objects.get(pk=page.pk)


@pytest.mark.django_db(transaction=True)
def test_a_product_and_its_draft_keep_their_text_and_their_sources(kept):
    draft = Revision.objects.get(object_id=str(kept.pk)).content
    assert [block.value for block in kept.content] == [BODY]
    assert [(source.kind, source.key) for source in kept.sources.all()] == [("entry", "e1")]
    assert json.loads(draft["content"]) == [{"type": "markdown", "value": "A draft."}]
    assert draft["sources"] == [{"pk": None, "key": "e1", "kind": "entry"}]
    assert "<strong>card</strong>" in kept.manuscript.pieces[0].html
