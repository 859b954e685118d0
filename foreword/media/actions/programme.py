"""What goes out where and when: planning, moving, taking back a plan, and the hand that some publications need."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foreword.channels.models import ChannelAccount
from foreword.channels.outward.interface import Act
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.media.actions.carrying import AFTERWARDS, queue
from foreword.media.models import ProductPage, Publication, State
from foreword.media.models.publication import STANDING, STUCK
from foreword.media.renditions import render
from foreword.people.models import Person
from foreword.people.models.person import EDITING_ROLES

FURTHEST: Final = timedelta(days=730)


class CannotPlan(Exception):
    """With the reason in words."""


def plan(*, page: ProductPage, account: ChannelAccount, by: Person, at: datetime | None, asked: str) -> Publication:
    """Send a product to an account, now or at a time. The same click twice (`asked`) is one publication."""
    _allow(by)
    if known := Publication.objects.filter(asked=asked, account=account).first():
        return known
    adapter = account.adapter
    if adapter is None or not account.enabled:
        raise CannotPlan(_("“%(account)s” is switched off.") % {"account": account})
    due = _checked(page, at)
    if adapter.caps.edits and page.publications.filter(account=account, state__in=STANDING).exists():
        raise CannotPlan(_("It is out at “%(account)s” already: correct it there instead.") % {"account": account})
    publication = Publication(product=page, account=account, planned_by=by, asked=asked, due_at=due)
    publication.title, publication.medium = page.title, account.medium
    if not render(account.medium, page.manuscript).fits:
        raise CannotPlan(
            _("“%(account)s” does not take so much. Below it says what is too much.") % {"account": account}
        )
    try:
        with transaction.atomic():
            queue(publication, at=due)
            _write(by, "plan", publication)
    except IntegrityError:
        raise CannotPlan(_("It is on its way to “%(account)s” already.") % {"account": account}) from None
    return publication


@transaction.atomic
def move(*, publication: Publication, by: Person, at: datetime | None) -> None:
    """To another time, while it has not begun."""
    _allow(by)
    row = _mine(publication, [State.PLANNED])
    if row.product is None:
        raise CannotPlan(_("The product is gone."))
    if row.unsure or row.is_out:
        raise CannotPlan(_("A first try may have worked. Wait until that is known."))
    begin(row)
    row.due_at = _checked(row.product, at)
    queue(row, at=row.due_at)
    _write(by, "move", row)


@transaction.atomic
def cancel(*, publication: Publication, by: Person) -> None:
    """Nothing went out yet: the plan goes. Of what is out, only what was asked last is given up."""
    _allow(by)
    row = _mine(publication, [State.PLANNED, State.FAILED])
    if row.unsure:
        raise CannotPlan(_("A first try may have worked. Wait until that is known."))
    _write(by, "cancel", row)
    if not row.is_out:
        row.delete()
        return
    row.outdated = row.outdated or row.act == Act.CORRECT
    row.state, row.act, row.trouble, row.said = State.OUT, Act.PUBLISH, "", ""
    row.turn += 1
    row.save()


@transaction.atomic
def try_again(*, publication: Publication, by: Person) -> None:
    """By a person who has looked: it is not there. From now on it is another try, with another key."""
    _allow(by)
    row = _mine(publication, [State.FAILED, State.UNKNOWN])
    begin(row)
    queue(row)
    _write(by, "try_again", row)


@transaction.atomic
def settle(*, publication: Publication, by: Person, address: str = "") -> None:
    """By a person who has looked, or done it: it is there, corrected there, or gone from there."""
    _allow(by)
    row = _mine(publication, list(STUCK))
    row.state = AFTERWARDS[Act(row.act)]
    row.sent_at = row.sent_at or now()
    if address:
        row.address, adapter = address, row.account.adapter
        row.remote_id = (adapter.remote_id_in(address) if adapter else "") or row.remote_id
    row.trouble, row.said, row.unsure = "", "", False
    row.save()
    _write(by, "settle", row)


def begin(row: Publication) -> None:
    """A new story: nothing of the last one counts."""
    row.state, row.attempts, row.began_at, row.ticket, row.unsure = State.PLANNED, 0, None, "", False
    row.trouble = row.said = ""


def _checked(page: ProductPage, at: datetime | None) -> datetime:
    due = at or now()
    if due > now() + FURTHEST:
        raise CannotPlan(_("That is more than two years ahead."))
    embargo = page.embargo
    if not page.live and (page.go_live_at is None or page.go_live_at <= now()):
        raise CannotPlan(_("Publish it in the studio first."))
    if embargo and due < embargo:
        raise CannotPlan(_("It may not go out before it may be read on the library’s own page."))
    if page.valid_until and localtime(due).date() > page.valid_until:
        raise CannotPlan(_("By then the product is no longer valid."))
    return due


def _mine(publication: Publication, states: list[State]) -> Publication:
    """The row, in one of these states: of two who act at once, the second is told."""
    rows = Publication.objects.whole().select_for_update(of=("self",))
    row = rows.filter(pk=publication.pk, state__in=states).first()
    if row is None:
        raise CannotPlan(_("It is no longer as you saw it. Look again."))
    return row


def _allow(by: Person) -> None:
    if by.role not in EDITING_ROLES:
        raise CannotPlan(_("Only colleagues who edit may do this."))


def _write(by: Person, what: str, publication: Publication) -> None:
    AuditEntry.write(actor=by.pid, action=f"media.{what}", target=f"media.publication:{publication.pid}")
