"""The studio's clock: what was given a time goes live then, and what has an end goes at it."""

import logging
from collections.abc import Callable
from functools import partial

from wagtail.models import Page, Revision

from foreword.kernel.clock import now
from foreword.kernel.writer import write
from foreword.media.models.levels import NotReady

logger = logging.getLogger(__name__)


def keep_to_the_schedule() -> None:
    """As Wagtail's `publish_scheduled`, each page for itself: one that is not ready stands in nobody's way."""
    for page in Page.objects.filter(live=True, expire_at__lt=now()).order_by("expire_at"):
        _do(page.title, partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"))
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now()).order_by("approved_go_live_at"):
        _do(revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled"))


def _do(title: str, step: Callable[[], None]) -> None:
    try:
        write(step)
    except NotReady as lacking:
        logger.warning("“%s” was due and is not ready: %s", title, " ".join(lacking.messages))
