"""Looking at a product again: it still stands, for another while."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from foreword.kernel.clock import now, today
from foreword.kernel.models import AuditEntry
from foreword.media.models import ProductPage
from foreword.media.models.levels import gone_from
from foreword.people.models import Person
from foreword.people.models.person import EDITING_ROLES

STANDS_FOR: Final = timedelta(days=365)


class CannotStand(Exception):
    """With the reason in words."""


@transaction.atomic
def still_right(*, page: ProductPage, by: Person, review_by: date | None = None) -> ProductPage:
    """`by` has looked: nothing has to change. It is looked at again by `review_by`, else in a year."""
    if by.role not in EDITING_ROLES:
        raise CannotStand(_("Only colleagues who edit may say so."))
    if gone_from(page):
        raise CannotStand(_("What it stands on is gone. Replace that in the studio first."))
    page.looked_at, page.review_by = now(), review_by or today() + STANDS_FOR
    ProductPage.objects.filter(pk=page.pk).update(looked_at=page.looked_at, review_by=page.review_by)
    _keep_in_the_draft(page)
    AuditEntry.write(actor=by.pid, action="media.still_right", target=f"media.product:{page.pid}")
    return page


def _keep_in_the_draft(page: ProductPage) -> None:
    """The studio opens the newest revision: published from there, the old date would come back."""
    newest = page.get_latest_revision()
    if newest is not None and page.review_by is not None:
        newest.content["review_by"] = page.review_by.isoformat()
        newest.save(update_fields=["content"])
