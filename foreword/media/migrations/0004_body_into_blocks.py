"""What stood in `body` becomes the first block, in the pages and in all their revisions."""

import json

from django.db import migrations


def _block(body):
    return [{"type": "markdown", "value": body}] if body else []


def into_blocks(apps, schema_editor):
    pages = apps.get_model("media", "ProductPage").objects
    for page in pages.exclude(body="").iterator():
        pages.filter(pk=page.pk).update(content=_block(page.body))
    for revision in _revisions(apps):
        content = revision.content
        if "body" in content:
            content["content"] = json.dumps(_block(content.pop("body")))
        for source in content.get("sources", []):
            source["key"] = source.pop("entry", source.get("key", ""))
            source.setdefault("kind", "entry")
        revision.save(update_fields=["content"])


def _revisions(apps):
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="media", model="productpage")
    return apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kinds).iterator()


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0003_blocks"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(into_blocks, migrations.RunPython.noop)]
