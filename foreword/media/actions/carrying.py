"""Carrying out what the programme asks: at most once, unless the medium itself knows a repetition.

"Going" is committed before the medium is spoken to, and nothing is spoken while a transaction is open. A job that finds
its own turn going died in the middle: what cannot be repeated harmlessly is then "unknown", and a person decides.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from foreword.channels.outward import acting
from foreword.channels.outward.interface import Act, Done, Outgoing, Permanent, Result, Retry, Taken, Trouble, Unknown
from foreword.kernel.clock import now
from foreword.kernel.jobs.queue import add_job
from foreword.media.models import ProductPage, Publication, State
from foreword.media.outlets import fingerprint, outgoing

logger = logging.getLogger(__name__)

CARRY: Final = "foreword.media.tasks.carry_out"
AFTERWARDS: Final = {Act.PUBLISH: State.OUT, Act.CORRECT: State.CORRECTED, Act.WITHDRAW: State.WITHDRAWN}

PATIENCE: Final = timedelta(days=3)
"""With a medium that has taken a text and examines it."""
STUDIO_IS_LATE: Final = timedelta(minutes=10)
"""With a product that is to go live and does not yet."""


def queue(publication: Publication, *, at: datetime | None = None) -> None:
    """A new turn: whatever job an older one has left behind does nothing any more. The caller saves the rest."""
    publication.turn += 1
    publication.save()
    add_job(CARRY, args=[publication.pid, publication.turn], run_at=at)


@transaction.atomic
def take_up(pid: str, turn: int) -> Publication | None:
    """The publication, now going; None where there is nothing to do, or nothing that may be done unasked."""
    publication = Publication.objects.whole().select_for_update(of=("self",)).filter(pid=pid, turn=turn).first()
    if publication is None or publication.state not in {State.PLANNED, State.GOING}:
        return None
    if publication.state == State.GOING and not publication.ticket:
        publication.unsure, publication.trouble = True, Trouble.DIED
    if publication.unsure and not publication.may_repeat:
        publication.state = State.UNKNOWN
        publication.save()
        return None
    publication.state = State.GOING
    publication.began_at = publication.began_at or now()
    publication.attempts += 1
    publication.save()
    return publication


def perform(publication: Publication) -> tuple[Result, str]:
    """Speak to the medium. Beside the result: the fingerprint of what it was given."""
    account, act = publication.account, Act(publication.act)
    if account.adapter is None or not account.enabled:
        return Permanent(Trouble.OFF), ""
    if act != Act.PUBLISH and account.adapter.caps.one_line and publication.is_overtaken:
        return Done(), ""
    if act == Act.WITHDRAW:
        return acting.withdraw(account.kind, account.access, publication.remote_id), ""
    page = publication.product
    if page is None or not page.live or not page.is_valid_today:
        return _not_public(publication, page), ""
    try:
        text, mark = _prepared(publication, page)
    except Exception as error:
        logger.exception("a publication could not be made ready")
        return Retry(Trouble.UNREADY, type(error).__name__), ""
    return _told(publication, text), mark


def _not_public(publication: Publication, page: ProductPage | None) -> Retry | Permanent:
    """The studio's clock goes by the minute: what both it and the programme have for now may be a little late."""
    coming = page is not None and not page.live and page.approved_schedule
    late = coming and now() < publication.due_at + STUDIO_IS_LATE
    return Retry(Trouble.NOT_PUBLIC) if late else Permanent(Trouble.NOT_PUBLIC)


def _told(publication: Publication, text: Outgoing) -> Result:
    kind, access = publication.account.kind, publication.account.access
    if publication.ticket:
        return acting.follow(kind, access, publication.ticket)
    if publication.act == Act.CORRECT:
        return acting.correct(kind, access, publication.remote_id, text)
    return acting.publish(kind, access, text)


def _prepared(publication: Publication, page: ProductPage) -> tuple[Outgoing, str]:
    """Nothing has been said to anybody yet: whatever goes wrong here is no riddle."""
    manuscript, adapter = page.manuscript, publication.account.adapter
    most = adapter.caps.pictures if adapter and not publication.ticket else 0
    text = outgoing(manuscript, publication.medium, key=publication.key, pictures=most)
    return text, fingerprint(manuscript, publication.medium)


@transaction.atomic
def note_result(going: Publication, result: Result, mark: str) -> None:
    """Also where somebody took it for dead meanwhile: what the medium said is better than not knowing."""
    mine = Publication.objects.whole().select_for_update(of=("self",)).filter(pk=going.pk, turn=going.turn)
    publication = mine.first()
    if publication is None or publication.state not in {State.GOING, State.UNKNOWN}:
        return
    if isinstance(result, Done):
        _done(publication, result, mark)
    elif isinstance(result, Taken):
        _wait_for_it(publication, result, mark)
    elif isinstance(result, Permanent):
        _stop(publication, State.UNKNOWN if publication.unsure else State.FAILED, result)
    else:
        publication.unsure = publication.unsure or (isinstance(result, Unknown) and not publication.ticket)
        _later(publication, result)


def _done(publication: Publication, result: Done, mark: str) -> None:
    act = Act(publication.act)
    publication.state = AFTERWARDS[act]
    publication.remote_id = result.remote_id or publication.remote_id
    publication.address = result.address[:500] or publication.address
    publication.fingerprint = (publication.fingerprint if publication.ticket else mark) or publication.fingerprint
    publication.sent_at = now() if act == Act.PUBLISH else publication.sent_at
    publication.outdated = bool(mark) and _says_something_else(publication)
    publication.ticket = publication.trouble = publication.said = ""
    publication.unsure = False
    publication.save()


def _says_something_else(publication: Publication) -> bool:
    """The product may have been published anew while the medium was spoken to."""
    page = publication.product
    return page is not None and fingerprint(page.manuscript, publication.medium) != publication.fingerprint


def _wait_for_it(publication: Publication, result: Taken, mark: str) -> None:
    if publication.began_at and now() > publication.began_at + PATIENCE:
        _stop(publication, State.UNKNOWN, Unknown())
        return
    publication.fingerprint = publication.fingerprint if publication.ticket else mark
    publication.ticket, publication.attempts = result.ticket, 0
    queue(publication, at=now() + result.after)


def _later(publication: Publication, result: Retry | Unknown) -> None:
    at = publication.next_try(result.after if isinstance(result, Retry) else None)
    if at is None or (publication.unsure and not publication.may_repeat):
        _stop(publication, State.UNKNOWN if publication.unsure or publication.ticket else State.FAILED, result)
        return
    publication.trouble, publication.said = result.trouble, result.said[:300]
    publication.state = State.GOING if publication.ticket else State.PLANNED
    queue(publication, at=at)


def _stop(publication: Publication, state: State, result: Retry | Permanent | Unknown) -> None:
    publication.state, publication.trouble, publication.said = state, result.trouble, result.said[:300]
    publication.ticket = ""
    publication.save()
