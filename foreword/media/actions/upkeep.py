"""What is out follows its product: corrected where that is possible, withdrawn where it no longer stands.

Where a medium offers no way, the publication is listed for a person, with what to do.
"""

from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from foreword.channels.outward.interface import Act
from foreword.kernel.clock import now, today
from foreword.kernel.models import AuditEntry
from foreword.media.actions.carrying import queue
from foreword.media.actions.programme import begin
from foreword.media.models import ProductPage, Publication, State
from foreword.media.models.publication import STANDING
from foreword.media.outlets import fingerprint
from foreword.people.models import Person


def mark_outdated(*, page: ProductPage) -> int:
    """Those whose medium would be given other words by now; how many."""
    marks: dict[str, str] = {}
    count = 0
    for publication in page.publications.filter(sent_at__isnull=False).exclude(state=State.WITHDRAWN):
        medium = publication.medium
        marks[medium] = marks.get(medium) or fingerprint(page.manuscript, medium)
        outdated = publication.fingerprint != marks[medium]
        Publication.objects.filter(pk=publication.pk).update(outdated=outdated, title=page.title)
        count += outdated
    return count


@transaction.atomic
def correct_everywhere(*, page: ProductPage, by: Person) -> list[Publication]:
    """All that is out and says something else than the product does by now."""
    rows = page.publications.whole().select_for_update(of=("self",)).filter(state__in=STANDING, outdated=True)
    return [_ask(row, Act.CORRECT, by) for row in rows]


@transaction.atomic
def withdraw(*, publication: Publication, by: Person) -> None:
    """One publication, though its product stands."""
    rows = Publication.objects.whole().select_for_update(of=("self",)).filter(pk=publication.pk)
    for row in rows.filter(state__in=STANDING):
        _ask(row, Act.WITHDRAW, by)


@transaction.atomic
def correct(*, publication: Publication, by: Person) -> None:
    rows = Publication.objects.whole().select_for_update(of=("self",)).filter(pk=publication.pk)
    for row in rows.filter(state__in=STANDING, outdated=True):
        _ask(row, Act.CORRECT, by)


@transaction.atomic
def withdraw_what_is_not_public() -> list[Publication]:
    """Of products that were withdrawn or deleted, or whose time is up; plans for them are given up."""
    coming = Q(product__go_live_at__gt=now()) | Q(product__in=_scheduled())
    over = Q(product=None) | Q(product__live=False) & ~coming | Q(product__valid_until__lt=today())
    publications = Publication.objects.filter(over)
    publications.filter(state=State.PLANNED, sent_at=None, unsure=False).delete()
    rows = publications.whole().select_for_update(of=("self",))
    standing = rows.filter(Q(state__in=STANDING) | Q(sent_at__isnull=False, state__in=[State.FAILED, State.BY_HAND]))
    return [_ask(row, Act.WITHDRAW, None) for row in standing.exclude(act=Act.WITHDRAW)]


def _scheduled() -> list[int]:
    """Pages that the studio publishes at their time, or a moment later. Taking a page back ends that."""
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return [int(page) for page in scheduled.values_list("object_id", flat=True)]


def _ask(row: Publication, act: Act, by: Person | None) -> Publication:
    begin(row)
    row.act = act
    row.outdated = row.outdated and act != Act.CORRECT
    adapter = row.account.adapter
    if adapter is not None and adapter.can(act) and row.remote_id:
        queue(row)
    else:
        row.state = State.BY_HAND
        row.save()
    target = f"media.publication:{row.pid}"
    AuditEntry.write(actor=by.pid if by else "", action=f"media.{act}", target=target)
    return row
