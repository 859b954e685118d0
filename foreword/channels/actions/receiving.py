"""A mail is taken in: its bytes are stored, once, before anybody is told that we have it. Reading comes later."""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from foreword.channels.models import Attachment, Conversation, InboundMail, Letterhead, MailStep, Message, RawMail
from foreword.kernel.jobs.queue import add_gathering_job
from foreword.kernel.writer import write

FILE: Final = "foreword.channels.tasks.file_mail"
GATHER_SECONDS: Final = 0.2
WANTED: Final = "wanted"
"""The reason of a mail that a person wants filed."""
_HEAD: Final = 262_144
_MESSAGE_ID: Final = re.compile(rb"^message-id:[ \t\r\n]*(<[^<>\r\n]{1,900}>)", re.IGNORECASE | re.MULTILINE)


def receive_mail(
    *,
    content: bytes,
    via: str,
    envelope_from: str | None = None,
    recipients: Iterable[str] = (),
    cut: bool = False,
    then: Callable[[], None] | None = None,
) -> InboundMail:
    """Store a mail. Call it in a `write`, and acknowledge after its COMMIT. `then` runs in the same transaction.

    The same mail again is the one that is there: by Message-ID and body, so that a new "Received" line is no new mail.
    A recipient that the first delivery did not name is added, and the mail is filed once more, for that thread.
    """
    head, body = _halves(content)
    found = _MESSAGE_ID.search(head)
    mail = InboundMail(
        external_id=_digest(b"id:" + found[1].lower() if found else b"raw:" + content),
        sha256=_digest(content),
        body_sha256=_digest(re.sub(rb"\r\n?", b"\n", body).rstrip()),
        size=len(content),
        cut=cut,
        via=via,
        envelope_from=envelope_from[:320] if envelope_from is not None else None,
        recipients=sorted({each.lower()[:320] for each in recipients})[:100],
    )
    stored = _stored(mail, content)
    if then:
        then()
    return stored


def file_all_the_same(*, mail: InboundMail) -> None:
    """By a person's hand: what was kept aside, or failed, is filed as a letter, whatever the machine thinks of it."""

    def wanted() -> None:
        aside = InboundMail.objects.filter(pk=mail.pk, step__in=[MailStep.ASIDE, MailStep.FAILED])
        if aside.update(step=MailStep.STORED, reason=WANTED, attempt=0, lease_until=None, error=""):
            add_gathering_job(FILE, args=[], seconds=GATHER_SECONDS)

    write(wanted)


def forget_words(conversations: QuerySet[Conversation]) -> None:
    """What was said in them, whose it was, and what came with it: all but that there was a conversation."""
    Attachment.objects.filter(message__conversation__in=conversations).delete()
    Letterhead.objects.filter(message__conversation__in=conversations).delete()
    Message.objects.filter(conversation__in=conversations).update(text="", person=None)


def _stored(mail: InboundMail, content: bytes) -> InboundMail:
    known = InboundMail.objects.filter(external_id=mail.external_id).first()
    if known and known.body_sha256 != mail.body_sha256:  # two mails under one Message-ID
        mail.external_id = _digest(b"raw:" + content)
        known = InboundMail.objects.filter(external_id=mail.external_id).first()
    if known:
        return _merged(known, mail)
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:  # another delivery of it was a moment earlier
        return _merged(InboundMail.objects.get(external_id=mail.external_id), mail)
    RawMail.objects.create(mail=mail, content=content)
    add_gathering_job(FILE, args=[], seconds=GATHER_SECONDS)
    return mail


def _merged(known: InboundMail, again: InboundMail) -> InboundMail:
    more = sorted({*known.recipients, *again.recipients})
    if more != known.recipients:
        known.recipients = more
        if known.step == MailStep.FILED and RawMail.objects.filter(mail=known).exists():
            known.step, known.attempt, known.lease_until = MailStep.STORED, 0, None
            add_gathering_job(FILE, args=[], seconds=GATHER_SECONDS)
        known.save()
    return known


def _halves(content: bytes) -> tuple[bytes, bytes]:
    found = re.search(rb"\r?\n\r?\n", content[:_HEAD])
    return (content[: found.start()], content[found.end() :]) if found else (content[:_HEAD], content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
