"""Signing a text: the second pair of eyes that knowledge and intelligence products need."""

from django.db import transaction
from django.utils.translation import gettext as _

from foreword.media.models import ProductPage, Review
from foreword.people.models import Person, Role
from foreword.people.models.person import EDITING_ROLES


class MayNotSign(Exception):
    """With the reason in words."""


@transaction.atomic
def sign(*, page: ProductPage, reviewer: Person) -> Review:
    """`reviewer` has read this very text, and has written none of it since it was last published."""
    if reviewer.role not in EDITING_ROLES:
        raise MayNotSign(_("Only colleagues who edit may sign."))
    if _wrote(page, reviewer):
        raise MayNotSign(_("You wrote this text yourself. Ask a colleague to read it."))
    part = Review.Part.EXPERT if reviewer.role == Role.SUBJECT_EXPERT else Review.Part.SECOND
    review, _made = Review.objects.get_or_create(
        product_id=page.pk, reviewer=reviewer, fingerprint=page.fingerprint, defaults={"part": part}
    )
    return review


def _wrote(page: ProductPage, reviewer: Person) -> bool:
    """Saved a revision since the text was last published: up to there, others have answered for it."""
    revisions = page.revisions.filter(user=reviewer)
    if page.last_published_at:
        revisions = revisions.filter(created_at__gt=page.last_published_at)
    return bool(revisions.exists())
