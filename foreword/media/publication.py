"""What a publication in the studio means to the other rooms: Wagtail tells by its signals, we pass it on as events."""

from typing import Any

from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from foreword.kernel.outbox import publish
from foreword.media.events import ProductPublished, ProductWithdrawn
from foreword.media.models import GuidePage, ProductPage
from foreword.search.actions import mark_changed


def follow_wagtail() -> None:
    page_published.connect(_published, sender=ProductPage, dispatch_uid="media.published")
    page_unpublished.connect(_unpublished, sender=ProductPage, dispatch_uid="media.unpublished")
    for signal in (page_published, page_unpublished):
        signal.connect(_guide_changed, sender=GuidePage, dispatch_uid="media.guide")


def _published(instance: ProductPage, **_kwargs: Any) -> None:
    with transaction.atomic():
        publish(ProductPublished(product=str(instance.translation_key), topic=instance.topic_id or ""))
        mark_changed(kind="product", key=str(instance.translation_key))


def _unpublished(instance: ProductPage, **_kwargs: Any) -> None:
    with transaction.atomic():
        publish(ProductWithdrawn(product=str(instance.translation_key)))
        mark_changed(kind="product", key=str(instance.translation_key))


def _guide_changed(instance: GuidePage, **_kwargs: Any) -> None:
    with transaction.atomic():
        mark_changed(kind="product", key=str(instance.translation_key))
