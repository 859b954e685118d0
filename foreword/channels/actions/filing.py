"""Stored mail is read and handed on, each once. A worker killed anywhere leaves a mail that the next one takes."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from foreword.channels import attaching, threads
from foreword.channels.actions.receiving import WANTED
from foreword.channels.actions.sending import note_return
from foreword.channels.addresses import conversation_in, is_ours
from foreword.channels.filing import Arrival, SetAside, addressee
from foreword.channels.letters.letter import Letter, Sort
from foreword.channels.letters.reading import read_letter
from foreword.channels.models import Attachment, InboundMail, Letterhead, MailStep, Message, RawMail
from foreword.kernel.clock import now
from foreword.kernel.writer import write

logger = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=60)
BATCH: Final = 20
READ_TRIES: Final = 3
"""Then the mail is filed unread: it may be what kills the worker."""
MOST_TRIES: Final = 6


def file_waiting() -> int:
    """File all mail that waits; how much. Leased in batches, so that two workers do not read the same mail."""
    done = 0
    while batch := write(_take):
        for mail in batch:
            _file(mail)
        done += len(batch)
    return done


def _take() -> list[InboundMail]:
    at = now()
    mails = list(InboundMail.objects.free(at).order_by("received_at")[:BATCH])
    taken = []
    for mail in mails:
        same = InboundMail.objects.filter(pk=mail.pk, step=MailStep.STORED, lease_until=mail.lease_until)
        if same.update(lease_until=at + LEASE, attempt=F("attempt") + 1):
            mail.attempt += 1
            taken.append(mail)
    return taken


def _file(mail: InboundMail) -> None:
    try:
        content = bytes(RawMail.objects.get(mail=mail).content)
        letter = _read(mail, content)
        kept = attaching.keep(mail, letter.attachments)
        write(lambda: _hand_on(mail, letter, kept))
    except Exception as error:
        logger.exception("mail %s was not filed", mail.pid)
        step = MailStep.FAILED if mail.attempt >= MOST_TRIES else MailStep.STORED
        trouble = f"{type(error).__name__}: {error}"[:1000]
        write(lambda: InboundMail.objects.filter(pk=mail.pk).update(step=step, error=trouble))


def _read(mail: InboundMail, content: bytes) -> Letter:
    if mail.attempt > READ_TRIES:
        return Letter(sort=Sort.UNREADABLE)
    letter = read_letter(content, envelope_from=mail.envelope_from)
    return replace(letter, sort=Sort.LETTER, report=None) if mail.reason == WANTED else letter


def _hand_on(mail: InboundMail, letter: Letter, kept: list[Attachment]) -> None:
    """In one transaction with the messages it becomes. Whoever comes second finds it done."""
    mail = InboundMail.objects.select_for_update().get(pk=mail.pk)
    if mail.step != MailStep.STORED:
        return
    mail.sender, mail.subject = letter.sender[:320], letter.subject[:300]
    try:
        with transaction.atomic():
            _deliver(mail, letter, kept)
        mail.step, mail.reason = MailStep.FILED, ""
    except SetAside as aside:
        mail.step, mail.reason = MailStep.ASIDE, str(aside)
        transaction.on_commit(lambda: attaching.discard(kept), robust=True)
    mail.filed_at, mail.lease_until, mail.error = now(), None, ""
    mail.save()


def _deliver(mail: InboundMail, letter: Letter, kept: list[Attachment]) -> None:
    if letter.report:
        _hear_report(mail, letter)
        return
    wanted = mail.reason == WANTED
    if not wanted and _is_own(letter):
        raise SetAside(Sort.OWN)
    found = threads.conversations_of(letter, mail.recipients)
    arrival = Arrival(
        mail=mail,
        letter=letter,
        conversations=tuple(found),
        refused=tuple(f"{row.name} ({_spoken(row.size)})" for row in kept if row.refused),
        wanted=wanted,
        forged=not found and threads.has_forged_token(letter, mail.recipients),
    )
    fresh_ones = [message for message in addressee().take(arrival) if _head(message, arrival, kept)]
    if not wanted:
        addressee().acknowledge(arrival, fresh_ones)


def _is_own(letter: Letter) -> bool:
    """From our address, or the very mail that we sent: a loop."""
    return is_ours(letter.sender) or bool(conversation_in(letter.message_id))


def _head(message: Message, arrival: Arrival, kept: list[Attachment]) -> bool:
    """Its letterhead and its files; False where it has them already."""
    letter = arrival.letter
    _row, fresh = Letterhead.objects.get_or_create(
        message=message,
        defaults={
            "mail": arrival.mail,
            "sender": letter.sender[:320],
            "sender_name": letter.sender_name[:120],
            "subject": letter.subject[:300],
            "own_id": letter.message_id[:900],
            "references": " ".join(letter.references),
            "whole": letter.whole if letter.whole != letter.text else "",
        },
    )
    if fresh:
        Attachment.objects.bulk_create([_copy(row, message.pk) for row in kept])
        threads.remember(message.conversation, letter)
    return fresh


def _hear_report(mail: InboundMail, letter: Letter) -> None:
    assert letter.report is not None
    returned = note_return(report=letter.report, recipients=[*mail.recipients, *letter.recipients])
    if returned is None:
        raise SetAside(Sort.REPORT)
    mail.reason = Sort.REPORT
    addressee().hear_return(returned, failed=letter.report.failed, recipient=letter.report.recipient)


def _copy(row: Attachment, message: int) -> Attachment:
    names = ("name", "mime", "size", "sha256", "refused")
    copy = Attachment(message_id=message, **{name: getattr(row, name) for name in names})
    copy.file.name = row.file.name
    return copy


def _spoken(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} kB"
