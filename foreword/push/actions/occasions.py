"""Occasions: written, approved by somebody else, changed (and then to be approved again), stopped at once."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import ago, now
from foreword.people.models import Person
from foreword.people.permissions import may
from foreword.push.actions.recalling import recall_mail
from foreword.push.models import Delivery, Ended, Medium, Occasion, Outcome, State

MONTH: Final = 30
MOST_REFUSALS: Final = 0.01
A_FEW: Final = 3
"""One reader's word is not a rate: an occasion goes on until so many have said no."""
FIELDS: Final = (
    *("name_en", "name_zh", "why_en", "why_zh", "who", "season", "starts_on", "ends_on", "week_from", "week_until"),
    *("event", "items", "topics", "media", "lasts_days"),
)


class OccasionRefused(Exception):
    message: str | Promise = ""


class NotAllowed(OccasionRefused):
    """The role does not allow it."""

    message = _("Occasions are for editors and the head of service.")


class SamePerson(OccasionRefused):
    """Who wrote it cannot be who approves it."""

    message = _("Whoever wrote it last cannot approve it. A second person reads it first.")


class NotNow(OccasionRefused):
    """Its state does not allow it: already approved, or already stopped."""

    message = _("Somebody has changed it meanwhile. Look at it again.")


class SaysNothing(OccasionRefused):
    """It offers nothing."""

    message = _("It needs something to offer: answers, topics, a season, or what is new in a field.")


@transaction.atomic
def write_occasion(
    *, by: Person, given: Mapping[str, Any], occasion: Occasion | None = None, key: str = ""
) -> Occasion:
    """A new one, or a changed one: what is approved stops being so the moment it is changed."""
    _allowed(by)
    row = Occasion.objects.select_for_update().get(pk=occasion.pk) if occasion else Occasion(key=key)
    for name in FIELDS:
        if name in given:
            setattr(row, name, given[name])
    if not (row.items or row.topics or row.season or row.event == "field"):
        raise SaysNothing
    row.media = [name for name in row.media if name in Medium.values and name != Medium.PAGE]
    row.state, row.ended = State.DRAFT, ""
    row.written_by, row.written_at = by, now()
    row.approved_by = row.approved_at = row.stopped_at = None
    row.save()
    _take_back(row)
    return row


def take_occasion(*, by: Person, given: Mapping[str, Any], key: str) -> Occasion:
    """The draft that was made from this ready-made one: of two clicks at once, the second finds that of the first."""
    _allowed(by)
    known = Occasion.objects.filter(key=key).first()
    if known:
        return known
    try:
        return write_occasion(by=by, given=given, key=key)
    except IntegrityError:
        return Occasion.objects.get(key=key)


@transaction.atomic
def approve_occasion(*, occasion: Occasion, by: Person) -> Occasion:
    _allowed(by)
    row = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if row.state != State.DRAFT or row.written_at != occasion.written_at:
        raise NotNow
    if row.written_by_id == by.pk:
        raise SamePerson
    row.state, row.approved_by, row.approved_at = State.APPROVED, by, now()
    row.save(update_fields=["state", "approved_by", "approved_at"])
    return row


@transaction.atomic
def stop_occasion(*, occasion: Occasion, by: Person) -> Occasion:
    """At once: what it put on pages and into queues is taken back."""
    _allowed(by)
    return _stop(occasion, Ended.BY_HAND)


@transaction.atomic
def heed_refusals(*, occasion: Occasion) -> bool:
    """Stop it where more than a hundredth of those whom it reached this month said no; whether it was stopped."""
    reached = Delivery.objects.filter(occasion=occasion).filter(
        Q(seen_at__gt=ago(days=MONTH)) | Q(sent_at__gt=ago(days=MONTH)) | Q(outcome_at__gt=ago(days=MONTH))
    )
    readers = reached.values("person").distinct().count()
    no = reached.filter(outcome__in=[Outcome.LESS, Outcome.STOPPED], outcome_at__gt=ago(days=MONTH))
    refused = no.values("person").distinct().count()
    if refused < A_FEW or refused <= MOST_REFUSALS * readers:
        return False
    _stop(occasion, Ended.BY_READERS)
    return True


def _stop(occasion: Occasion, ended: Ended) -> Occasion:
    row = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if row.state == State.APPROVED:
        row.state, row.ended, row.stopped_at = State.STOPPED, ended, now()
        row.save(update_fields=["state", "ended", "stopped_at"])
        _take_back(row)
    return row


def _take_back(occasion: Occasion) -> int:
    """From pages, and from digests that wait in the outbox; what left is out of reach."""
    given = Delivery.objects.filter(occasion=occasion, outcome="").standing()
    recall_mail(deliveries=given.filter(medium=Medium.MAIL))
    return given.update(withdrawn_at=now())


def _allowed(by: Person) -> None:
    if not may(by, "occasion.change"):
        raise NotAllowed
